/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.analytics.window.Meter.Measured;
import io.bauta.analytics.window.Meter.Reading;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.media.MediaException;
import io.bauta.media.audio.PcmBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class MicrophoneMeterTest {
    private static final SensorId MICROPHONE = new SensorId("mic-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int RATE = 16_000;

    private short[] next = new short[0];
    private final MicrophoneMeter meter = new MicrophoneMeter(
            MICROPHONE, Duration.ofSeconds(1), Instant.EPOCH, media -> new PcmBlock(0, RATE, next(media)));
    private long sequence;

    private short[] next(byte[] media) {
        if (media.length > 0) {
            throw new MediaException("damaged");
        }
        return next;
    }

    private Measured<SoundWindow> sound(long millis, int samples, IntUnaryOperator sample) {
        next = new short[samples];
        for (int i = 0; i < samples; i++) {
            next[i] = (short) sample.applyAsInt(i);
        }
        return meter.add(envelope(millis), new byte[0]);
    }

    private Envelope envelope(long millis) {
        return Envelope.of(Topic.ANON_AUDIO, MICROPHONE, "/test", NOON.plusMillis(millis), 1, sequence++);
    }

    private static int sine(int i, double amplitude) {
        return (int) Math.round(amplitude * Math.sin(2 * Math.PI * 1_000 * i / RATE));
    }

    @Test
    void aFullScaleSineIsThreeDecibelsBelowFullScale() {
        var unused = sound(0, RATE, i -> sine(i, 32_767));

        SoundWindow window = meter.closeOpen().getFirst();
        assertThat(window.levelDbfs()).isCloseTo(-3.01, within(0.01));
        assertThat(window.peakDbfs()).isCloseTo(0, within(0.01));
        assertThat(window.silent()).isFalse();
    }

    @Test
    void aSineOfATenthIsTwentyDecibelsLower() {
        var unused = sound(0, RATE, i -> sine(i, 3_276.7));
        assertThat(meter.closeOpen().getFirst().levelDbfs()).isCloseTo(-23.01, within(0.02));
    }

    @Test
    void theMostNegativeSampleIsFullScale() {
        var unused = sound(0, RATE, i -> -32_768);

        SoundWindow window = meter.closeOpen().getFirst();
        assertThat(window.levelDbfs()).isCloseTo(0, within(1e-9));
        assertThat(window.peakDbfs()).isZero();
    }

    @Test
    void digitalSilenceHasTheFloorAndSaysSo() {
        var unused = sound(0, RATE, i -> 0);

        assertThat(meter.closeOpen())
                .containsExactly(
                        new SoundWindow("mic-1", NOON, 1, SoundWindow.FLOOR_DBFS, SoundWindow.FLOOR_DBFS, true));
    }

    @Test
    void samplesAreSharedOutToTheWindowsTheyWereHeardIn() {
        // 0.6 s loud, then silence: heard from 0.7 s on, so half of the loud part falls into each window.
        var unused = sound(700, RATE, i -> i < RATE * 6 / 10 ? -32_768 : 0);

        SoundWindow first = sound(1_700, 1, i -> 0).closed().getFirst();
        SoundWindow second = sound(2_000, 1, i -> 0).closed().getFirst();
        assertThat(first.levelDbfs()).isCloseTo(0, within(1e-9));
        assertThat(second.levelDbfs()).isCloseTo(10 * Math.log10(0.3 * RATE / (0.7 * RATE + 1)), within(1e-6));
    }

    @Test
    void anUndecodableChunkIsSkippedAndItsWindowIsThere() {
        assertThat(meter.add(envelope(0), new byte[] {1}).reading()).isEqualTo(Reading.UNDECODABLE);
        assertThat(meter.closeOpen()).singleElement().satisfies(window -> assertThat(window.silent())
                .isTrue());
    }

    @Test
    void aChunkOfAClosedWindowIsLate() {
        var unused = sound(2_000, RATE / 2, i -> 1);
        assertThat(sound(500, RATE / 2, i -> 1).reading()).isEqualTo(Reading.LATE);
        assertThat(meter.closeOpen()).hasSize(1);
    }
}
