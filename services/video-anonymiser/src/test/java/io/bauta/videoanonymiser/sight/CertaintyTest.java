/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.inference.ModelDescription;
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
        assertThat(MEASURED.of(ObjectKind.FACE, 0.3f)).isEqualTo(0.5f, within(1e-5f));
        assertThat(MEASURED.of(ObjectKind.FACE, 0.15f)).isEqualTo(0.25f, within(1e-5f));
        assertThat(MEASURED.of(ObjectKind.FACE, 0.65f)).isEqualTo(0.75f, within(1e-5f));
        assertThat(MEASURED.of(ObjectKind.FACE, 1)).isEqualTo(1, within(1e-5f));
    }

    @Test
    void areWhatTheNetworkSaysWhereNothingWasMeasured() {
        assertThat(MEASURED.of(ObjectKind.PERSON, 0.37f)).isEqualTo(0.37f, within(1e-5f));
        assertThat(Certainty.of(Optional.empty()).of(ObjectKind.FACE, 0.2f)).isEqualTo(0.2f, within(1e-5f));
    }

    @Test
    void nothingThatCountsIsBelowWhatTheNetworkIsAskedFor() {
        assertThat(MEASURED.leastScores(0.25f).of(ObjectKind.FACE)).isEqualTo(0.15f, within(1e-5f));
        assertThat(MEASURED.leastScores(0.25f).of(ObjectKind.PERSON)).isEqualTo(0.25f, within(1e-5f));
    }

    @Test
    void aDescriptionCannotBlindTheDetector() {
        Certainty lying = Certainty.of(Optional.of(described(Map.of("face.threshold.composed", 0.999))));

        assertThat(lying.of(ObjectKind.FACE, 0.7f)).isGreaterThan(0.5f);
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
