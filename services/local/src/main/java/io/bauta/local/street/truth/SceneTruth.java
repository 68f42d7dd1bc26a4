/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.truth;

import java.util.List;

/**
 * The first line of a truth file.
 *
 * @param frames how many frame lines follow
 * @param durationMicros of picture and sound
 * @param speech what is said when; between these intervals nobody speaks
 */
public record SceneTruth(
        int width,
        int height,
        int framesPerSecond,
        int frames,
        long durationMicros,
        long seed,
        List<SpokenLine> speech) {
    public SceneTruth {
        speech = List.copyOf(speech);
    }
}
