/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.hearing.SpeechNetwork;
import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.inference.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A few minutes of what {@code ./bauta bench --only day} plays for hours, held to the same promises. How fast it was is for
 * the bench to say.
 */
class StreetDayTest {
    private static final Path VOICE = Path.of("../../models/exported/voice");
    private static final int MICROPHONES = 2;
    private static final int SECONDS = 120;

    @Test
    void streetSoundOfTwoMicrophonesKeepsItsTimeItsMemoryAndEveryWord() {
        // Given two microphones in a street where people speak, 0 to 20 dB louder than it is
        List<MemoryWatch.Look> looks = new ArrayList<>();
        DayReport day;

        // When they are listened to with the network that is shipped
        try (VoiceModel voice = VoiceModel.open(ModelFile.exported(VOICE))) {
            day = new DayRun(settings(SECONDS, MICROPHONES), voice, (look, speech) -> looks.add(look))
                    .play(SpokenLines.drawn());
        }

        // Then every sample came out in its place and time
        assertThat(day.time().samplesIn()).isEqualTo((long) MICROPHONES * SECONDS * DayBlock.RATE);
        assertThat(day.time().samplesOut()).isEqualTo(day.time().samplesIn());
        assertThat(day.time().chunks()).isEqualTo(2L * MICROPHONES * SECONDS);
        assertThat(day.time().misplaced()).isZero();
        assertThat(day.farthestRestartSeconds()).isPositive().isLessThanOrEqualTo(33);
        // and no segment of speech passed
        assertThat(day.speech().segments()).isGreaterThan(10);
        assertThat(day.speech().leaked()).isZero();
        assertThat(day.speech().openHops()).isLessThan(day.speech().clearHops() / 100);
        // and most of what nobody said is as it was
        assertThat(day.speech().quietKept()).isGreaterThan(day.speech().quietSamples() / 2);
        // and nothing grew
        assertThat(looks).isEqualTo(day.looks());
        assertThat(day.warm().getLast().heapBytes() - day.warm().getFirst().heapBytes())
                .isLessThan(8L << 20);
        assertThat(DayFigures.of(MICROPHONES, Optional.of(day)))
                .filteredOn(figure -> figure.name().matches("day (drift|leaked|open|heap) \\(2\\)"))
                .hasSize(4)
                .allMatch(figure -> figure.met());
    }

    /** Otherwise nobody would know that a leak is seen. */
    @Test
    void whereTheNetworkIsDeafEverySegmentIsSeenToLeak() {
        DayReport day = new DayRun(settings(60, 1), new Deaf(), (look, speech) -> {}).play(SpokenLines.drawn());

        assertThat(day.speech().segments()).isPositive();
        assertThat(day.speech().missed()).isEqualTo(day.speech().segments());
        assertThat(day.speech().leaked()).isEqualTo(day.speech().segments());
        assertThat(day.speech().openHops()).isEqualTo(day.speech().clearHops());
        assertThat(day.speech().quietKept()).isEqualTo(day.speech().quietSamples());
        assertThat(DayFigures.of(1, Optional.of(day)))
                .filteredOn(figure -> figure.name().equals("day leaked"))
                .noneMatch(figure -> figure.met());
    }

    private static DaySettings settings(int seconds, int microphones) {
        return new DaySettings(seconds, VoiceMethod.GARBLE, microphones, VOICE, Optional.empty());
    }

    private static final class Deaf implements Hearing {
        @Override
        public SpeechNetwork open() {
            return new SpeechNetwork() {
                @Override
                public void begin() {}

                @Override
                public float hear(float[] magnitudes, float[] mask) {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Map<String, String> models() {
            return Map.of();
        }
    }
}
