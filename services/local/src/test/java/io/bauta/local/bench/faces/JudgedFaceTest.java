/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.bench.faces.MarkedFace.Verdict;
import io.bauta.videoanonymiser.track.Box;
import io.bauta.videoanonymiser.track.Heads;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A face is found by a face's box about it or by that of the head it belongs to, and by nothing else. */
class JudgedFaceTest {
    private static final MarkedFace FACE =
            new MarkedFace("street.mp4", 3, "Anna", new Box(100, 50, 30, 40), Verdict.FACE);

    @Test
    void theSurestThatOverlapsItTells() {
        Detection face = detection(ObjectKind.FACE, 102, 52, 0.5f);
        Detection head = Heads.ofFace(detection(ObjectKind.FACE, 98, 50, 0.7f));
        Detection person = detection(ObjectKind.PERSON, 100, 50, 0.9f);
        Detection other = detection(ObjectKind.FACE, 125, 50, 0.95f);

        assertThat(JudgedFace.certainty(FACE, List.of(face, head, person, other)))
                .isEqualTo(0.7f);
    }

    @Test
    void whereNothingOverlapsItNobodyIsCertain() {
        assertThat(JudgedFace.certainty(FACE, List.of(detection(ObjectKind.FACE, 200, 50, 0.9f))))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"9, 0 to 10", "10, 10 to 16", "31.9, 16 to 32", "32, 32 to 64", "64, from 64"})
    void sizesArePutTogether(double side, String size) {
        MarkedFace face = new MarkedFace("street.mp4", 0, "Ben", new Box(0, 0, side, side), Verdict.FACE);

        assertThat(new JudgedFace(face, 1, 1, 1, 1).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.32, 0.4, 0.9, true", "0.89, 0.31, 0.39, 0.89, false"})
    void eachMeasureHasItsLeast(double hidden, float certainty, double overlap, double peerHidden, boolean enough) {
        JudgedFace judged = new JudgedFace(FACE, hidden, certainty, overlap, peerHidden);

        assertThat(List.of(
                        judged.isHidden(), judged.isFoundInItsFrame(), judged.isFoundByPeer(), judged.isHiddenByPeer()))
                .containsOnly(enough);
    }

    @Test
    void aPeersCoverIsItsBoxEnlarged() {
        PeerBoxes peer = new PeerBoxes(Map.of(3, List.of(new Box(103, 54, 24, 32))));

        assertThat(peer.overlap(FACE)).isEqualTo(0.64);
        assertThat(peer.hidden(FACE, 1)).isEqualTo(0.64);
        assertThat(peer.hidden(FACE, 1.3)).isEqualTo(1);
        assertThat(peer.overlap(new MarkedFace("street.mp4", 4, "Anna", FACE.box(), Verdict.FACE)))
                .isZero();
    }

    private static Detection detection(ObjectKind kind, float x, float y, float score) {
        return new Detection(kind, x, y, 30, 40, score, List.of());
    }
}
