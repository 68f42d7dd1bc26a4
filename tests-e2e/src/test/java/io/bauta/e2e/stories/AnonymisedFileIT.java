/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Operator;
import io.bauta.e2e.actors.Operator.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person has one file and wants it anonymous. */
class AnonymisedFileIT {

    @Test
    void pictureSoundAndTimesComeOutInStep(@TempDir Path folder) throws IOException {
        Path film = new Camera(folder).filmsWithSound("market", "640x360", 6);
        Path out = folder.resolve("anonymous.mp4");
        Path report = folder.resolve("report.json");

        Finished done = new Operator(folder.resolve("home"))
                .runs(
                        Duration.ofMinutes(3),
                        "anonymise",
                        film.toString(),
                        out.toString(),
                        "--report",
                        report.toString());

        assertThat(done.exitCode()).as(done.output() + done.errors()).isZero();
        Film before = Film.of(Files.readAllBytes(film));
        Film after = Film.of(Files.readAllBytes(out));
        assertThat(after.frames()).isEqualTo(before.frames()).isEqualTo(150);
        assertThat(after.seconds()).isBetween(before.seconds() - 0.001, before.seconds() + 0.001);
        // The test picture is half flat colour itself, so that a mosaic cannot be many times as coarse.
        assertThat(after.meanRun()).isGreaterThan(before.meanRun() * 1.5);
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(report))
                        .path("frames")
                        .asInt())
                .isEqualTo(150);
    }
}
