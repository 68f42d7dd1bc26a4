/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.testing.camera.TestClip;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program says where its cameras are, they play, and all of it ends with its standard input. */
class CamerasTest {
    @TempDir
    Path folder;

    @Test
    void camerasPlayUntilTheirParentIsGone() throws IOException, InterruptedException {
        Path clip = TestClip.of(2).writeTo(folder.resolve("street.mp4"));
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Cameras.class.getName(),
                        clip.toString(),
                        "2"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            for (int camera = 0; camera < 2; camera++) {
                assertThatItPlays(said.readLine());
            }

            program.getOutputStream().close();

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    private static void assertThatItPlays(String url) {
        assertThat(url).startsWith("rtsp://");
        try (SourceReader reader = SourceReader.open(new SourceLocation(url), SourceOptions.defaults())) {
            assertThat(reader.next()).isPresent();
        }
    }
}
