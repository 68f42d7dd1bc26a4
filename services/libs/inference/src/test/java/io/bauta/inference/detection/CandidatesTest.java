/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    @Test
    void ofTwoThatOverlapTheSurerIsKeptWhicheverCameFirst() {
        Candidates candidates = new Candidates();
        candidates.add(face(0, 0.4f));
        candidates.add(face(1, 0.6f));
        candidates.add(face(30, 0.5f));

        assertThat(candidates.suppressed(0.45f)).containsExactly(face(1, 0.6f), face(30, 0.5f));
    }

    @Test
    void whatIsSuppressedSuppressesNothingItself() {
        Candidates candidates = new Candidates();
        candidates.add(face(0, 0.9f));
        candidates.add(face(4, 0.8f));
        candidates.add(face(8, 0.7f));

        assertThat(candidates.suppressed(0.4f)).containsExactly(face(0, 0.9f), face(8, 0.7f));
    }

    @Test
    void aNetworkThatSeesFacesEverywhereEndsInTimeAndKeepsTheBest() {
        Candidates candidates = new Candidates();
        Random random = new Random(1);
        for (int number = 0; number < 20_000; number++) {
            candidates.add(face(number * 100, random.nextFloat()));
        }

        List<Detection> kept = candidates.suppressed(0.45f);

        assertThat(kept)
                .hasSize(Candidates.MOST_KEPT)
                .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
        assertThat(kept.getFirst().score()).isGreaterThan(0.999f);
    }

    private static Detection face(float x, float score) {
        return new Detection(ObjectKind.FACE, x, 0, 10, 10, score, List.of());
    }
}
