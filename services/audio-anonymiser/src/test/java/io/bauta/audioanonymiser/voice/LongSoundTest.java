/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.hearing.TestVoices;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An hour of a street in which somebody speaks now and then: no drift, no growth, no word. */
class LongSoundTest {
    private static final int RATE = 16_000;
    private static final int ROUND = 20 * RATE;
    private static final int ROUNDS = 180;
    private static final int WORD = 7 * RATE;

    private long given;
    private int stretches;
    private boolean speaking;

    @ParameterizedTest
    @EnumSource(names = {"MUTE_SPEECH", "CONVERT"})
    void anHourKeepsItsTimeItsBackgroundAndNoWord(VoiceMethod voice) {
        short[] round = Sounds.noise(ROUND, 200, 11);
        short[] vowel = Sounds.vowel(RATE, 1.5, 500, 1500, 2500, 3500);
        for (int i = 0; i < vowel.length; i++) {
            round[WORD + i] = vowel[i];
        }
        long heapBefore = 0;
        long begun = System.nanoTime();
        try (AudioAnonymisation method = AudioAnonymisation.of(
                new AudioPolicy(voice, 0.8, Duration.ofMillis(500)), RATE, TestVoices.equipment())) {
            for (int number = 0; number < ROUNDS; number++) {
                for (int at = 0; at < ROUND; at += RATE / 10) {
                    take(method.anonymise(Arrays.copyOfRange(round, at, at + RATE / 10)), round);
                    method.neededFrom(given);
                    method.stretchAt(given);
                }
                heapBefore = number == 5 ? usedHeap() : heapBefore;
            }
            take(method.drain(), round);

            assertThat(given).isEqualTo((long) ROUNDS * ROUND);
            assertThat(stretches).isEqualTo(ROUNDS);
            assertThat(usedHeap() - heapBefore).as("heap grown over an hour").isLessThan(8L << 20);
            assertThat((System.nanoTime() - begun) / 1e9)
                    .as("seconds that an hour took")
                    .isLessThan(3600 / 5.0);
        }
    }

    /** Outside the stretches everything is as it was; every word lies inside. */
    private void take(AnonymisedSound out, short[] round) {
        boolean[] speech = new boolean[out.length()];
        out.stretches().forEach(stretch -> Arrays.fill(speech, stretch.from(), stretch.to(), true));
        for (int i = 0; i < out.length(); i++) {
            int place = (int) ((given + i) % ROUND);
            boolean word = place >= WORD && place < WORD + 1.5 * RATE;
            if (!speech[i] && (word || out.samples()[i] != round[place])) {
                throw new AssertionError("sample " + (given + i) + " is not as it should be");
            }
            stretches += speech[i] && !speaking ? 1 : 0;
            speaking = speech[i];
        }
        given += out.length();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
