/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.inference.ModelDescription;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Scores that can be compared")
class CertaintyTest {
    private static final Certainty MEASURED = Certainty.of(Optional.of(described(
            Map.of("face.threshold.held-out-pictures", 0.3, "face.threshold.composed", 0.4, "person.recall.a", 0.1))));

    @Test
    void areAHalfWhereTheNetworkWasMeasuredToRaiseOneFalseAlarmInTenFrames() {
        assertThat(MEASURED.of(face(0.3f)).score()).isEqualTo(0.5f, within(1e-5f));
        assertThat(MEASURED.of(face(0.15f)).score()).isEqualTo(0.25f, within(1e-5f));
        assertThat(MEASURED.of(face(0.65f)).score()).isEqualTo(0.75f, within(1e-5f));
        assertThat(MEASURED.of(face(1)).score()).isEqualTo(1, within(1e-5f));
    }

    @Test
    void areWhatTheNetworkSaysWhereNothingWasMeasured() {
        Detection person = new Detection(ObjectKind.PERSON, 1, 2, 3, 4, 0.37f, List.of());

        assertThat(MEASURED.of(person)).isEqualTo(person);
        assertThat(Certainty.of(Optional.empty()).of(face(0.2f)).score()).isEqualTo(0.2f, within(1e-5f));
    }

    @Test
    void nothingThatCountsIsBelowWhatTheNetworkIsAskedFor() {
        assertThat(MEASURED.leastScores(0.25f).of(ObjectKind.FACE)).isEqualTo(0.15f, within(1e-5f));
        assertThat(MEASURED.leastScores(0.25f).of(ObjectKind.PERSON)).isEqualTo(0.25f, within(1e-5f));
    }

    @Test
    void aDescriptionCannotBlindTheDetector() {
        Certainty lying = Certainty.of(Optional.of(described(Map.of("face.threshold.composed", 0.999))));

        assertThat(lying.of(face(0.7f)).score()).isGreaterThan(0.5f);
    }

    private static Detection face(float score) {
        return new Detection(ObjectKind.FACE, 10, 10, 20, 20, score, List.of());
    }

    private static ModelDescription described(Map<String, Double> figures) {
        return new ModelDescription(
                "test",
                "1",
                "0".repeat(64),
                List.of(),
                List.of(),
                "test",
                1,
                1,
                1,
                List.of(),
                Optional.empty(),
                figures);
    }
}
