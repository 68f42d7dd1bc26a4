/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street;

import io.bauta.local.street.stage.Light;
import java.util.Locale;

/**
 * Which street is played. The same settings always give the same frames and sound. Immutable.
 *
 * @param width pixels, even, 160 to 3840
 * @param height pixels, even, 90 to 2160
 * @param framesPerSecond 5 to 60
 * @param seconds how long one turn of the scene is, 4 to 600; it begins again where it ends
 * @param seed of the people and cars
 * @param light the hour of the day
 */
public record StreetSettings(int width, int height, int framesPerSecond, int seconds, long seed, Light light) {
    public StreetSettings {
        require(width % 2 == 0 && width >= 160 && width <= 3840, "width", width);
        require(height % 2 == 0 && height >= 90 && height <= 2160, "height", height);
        require(framesPerSecond >= 5 && framesPerSecond <= 60, "frames per second", framesPerSecond);
        require(seconds >= 4 && seconds <= 600, "seconds", seconds);
    }

    /** 720 lines, 20 seconds of day at 25 frames a second. */
    public static StreetSettings full(long seed) {
        return new StreetSettings(1280, 720, 25, 20, seed, Light.DAY);
    }

    public int frames() {
        return framesPerSecond * seconds;
    }

    public long durationMicros() {
        return seconds * 1_000_000L;
    }

    /** When a frame is shown. */
    public long ptsMicros(int frame) {
        return frame * 1_000_000L / framesPerSecond;
    }

    /** A name that no other settings have, for file names. */
    String name() {
        return "street-%dx%d-%dfps-%ds-%s-%x"
                .formatted(width, height, framesPerSecond, seconds, light.name().toLowerCase(Locale.ROOT), seed);
    }

    private static void require(boolean holds, String what, int value) {
        if (!holds) {
            throw new IllegalArgumentException("the street cannot be played with " + what + " " + value);
        }
    }
}
