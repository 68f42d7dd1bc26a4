/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.testing.camera.FfmpegProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A film as it comes from somewhere else: a moving pattern with a red head that stands in it, a quarter of its width and a
 * third of its height, from a quarter of each.
 *
 * @param name told when a test fails
 * @param ending of the file, which names the container
 * @param size as FFmpeg spells it
 * @param pictures how many are drawn, 25 a second
 * @param sound whether there is a second of sound: a tone between 400 and 700 ms
 * @param how FFmpeg's arguments for the output
 */
record OddFilm(String name, String ending, String size, int pictures, boolean sound, List<String> how) {
    /** When the tone begins. */
    static final long TONE_MICROS = 400_000;

    private static final String PATTERN = "testsrc2=rate=25:duration=";
    private static final String HEAD = "drawbox=x=iw/4:y=ih/4:w=iw/4:h=ih/3:color=red:t=fill";
    private static final String TONE =
            "sine=frequency=440:duration=1:sample_rate=48000,volume=8," + "volume=0:enable='not(between(t,0.4,0.7))'";

    /** Ten pictures, no sound. */
    static OddFilm of(String name, String ending, String size, String... how) {
        return new OddFilm(name, ending, size, 10, false, List.of(how));
    }

    /** With sound. */
    static OddFilm heard(String name, String ending, int pictures, String... how) {
        return new OddFilm(name, ending, "320x180", pictures, true, List.of(how));
    }

    /** Makes it. */
    Path shot(Path folder) {
        Path file = folder.resolve("film." + ending);
        List<String> arguments =
                new ArrayList<>(List.of("-f", "lavfi", "-i", PATTERN + pictures / 25.0 + ":size=" + size));
        if (sound) {
            arguments.addAll(List.of("-f", "lavfi", "-i", TONE));
        }
        boolean filtered = how.contains("-vf");
        for (int i = 0; i < how.size(); i++) {
            boolean filter = i > 0 && how.get(i - 1).equals("-vf");
            arguments.add(filter ? HEAD + "," + how.get(i) : how.get(i));
        }
        if (!filtered) {
            arguments.addAll(List.of("-vf", HEAD));
        }
        arguments.add(file.toString());
        FfmpegProgram.run(arguments.toArray(String[]::new));
        return file;
    }

    @Override
    public String toString() {
        return name;
    }
}
