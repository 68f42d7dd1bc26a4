/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.file.FileReport.Covered;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person wants to know when something was covered in a film. */
class CoverageTest {
    private static final AnonymisationPolicy PLATES = new AnonymisationPolicy(
            new PolicyReference("plates", 1),
            VideoPolicy.of(RegionPolicy.of(RegionMethod.NONE, RegionMethod.NONE, RegionMethod.SOLID)),
            AudioPolicy.mute());

    @TempDir
    private Path folder;

    @Test
    void everySecondTellsWhatWasCoveredInIt() {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 5 * TestFilm.FRAMES_PER_SECOND);
        FileJob job = new FileJob(
                film,
                folder.resolve("out.mp4"),
                PLATES,
                PlatesFromTheThirdSecond::new,
                Hearing.none(),
                Optional.empty());

        FileReport done = FileAnonymiser.anonymise(job, (at, total) -> true);

        assertThat(done.covered()).extracting(Covered::seconds).containsExactly(2L, 3L, 4L);
        assertThat(done.covered())
                .extracting(second -> second.regions().get("plate"))
                .containsExactly(1, 2, 2);
        assertThat(done.covered())
                .allSatisfy(second -> assertThat(second.regions()).containsOnlyKeys("plate"));
        assertThat(done.regions()).containsEntry("plate", 2);
    }

    /** Sees somebody, whom the policy leaves, one plate from 2 s on, and another from 3 s on. */
    private static final class PlatesFromTheThirdSecond implements Sight {
        @Override
        public List<Detection> look(Frame frame) {
            return IntStream.rangeClosed(2, (int) (frame.ptsMicros() / 1_000_000))
                    .limit(2)
                    .mapToObj(
                            second -> new Detection(ObjectKind.PLATE, 100 * (second - 1), 50, 40, 20, 0.9f, List.of()))
                    .toList();
        }

        @Override
        public Set<ObjectKind> kinds() {
            return Set.of(ObjectKind.values());
        }

        @Override
        public String model() {
            return "0".repeat(64);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
