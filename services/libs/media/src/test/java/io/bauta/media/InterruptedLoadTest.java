/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.media.audio.FlacEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a slow node a chunk is given up while natives are unpacked for it; the next one must find them. */
class InterruptedLoadTest {
    @TempDir
    Path folder;

    @Test
    void whoIsInterruptedBreaksNothing() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.bytedeco.javacpp.cachedir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Interrupted.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("still interrupted, fLaC");
        assertThat(process.waitFor()).isZero();
    }

    /** A process that has loaded nothing yet. */
    static final class Interrupted {
        private Interrupted() {}

        public static void main(String[] arguments) {
            Thread.currentThread().interrupt();
            try (FlacEncoder encoder = FlacEncoder.open(16_000)) {
                String name = new String(encoder.encode(new short[1600]), 0, 4, UTF_8);
                System.out.println((Thread.interrupted() ? "still interrupted" : "forgotten") + ", " + name);
            }
        }
    }
}
