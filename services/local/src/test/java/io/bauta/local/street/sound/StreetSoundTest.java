/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.street.truth.SpokenLine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is heard, and when. */
class StreetSoundTest {
    private static final SpeechClip CLIP = SpeechClip.load();

    @Test
    void theClipSaysWhatItsManifestSays() {
        assertThat(CLIP.lines()).extracting(SpokenLine::speaker).containsExactly("anna", "ben", "anna", "carol");
        assertThat(CLIP.lines()).allSatisfy(line -> {
            assertThat(loudness(CLIP.samplesOf(line))).isGreaterThan(800);
            assertThat(line.words()).isNotEmpty();
            assertThat(line.words()).allMatch(word -> word.startMicros() < word.endMicros());
            assertThat(line.words()).allMatch(word -> line.text().contains(word.word()));
            assertThat(line.words().getFirst().startMicros()).isEqualTo(line.startMicros());
            assertThat(line.words().getLast().endMicros()).isEqualTo(line.endMicros());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12, 15, 20, 60, 601})
    void speechLiesInsideTheSceneOneAfterTheOther(int seconds) {
        long duration = seconds * 1_000_000L;

        List<SpokenLine> lines = Dialogue.of(CLIP.lines(), duration).lines();

        assertThat(lines).isNotEmpty().allMatch(line -> line.startMicros() > 0 && line.endMicros() < duration);
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i).startMicros())
                    .isGreaterThan(lines.get(i - 1).endMicros());
        }
    }

    @Test
    void theSameSeedGivesTheSameSoundAndAnotherAnother() {
        assertThat(sound(12, 7)).isEqualTo(sound(12, 7)).isNotEqualTo(sound(12, 8));
    }

    @Test
    void wordsStandOutOfTheStreetAndTheJointDoesNotClick() {
        Dialogue dialogue = Dialogue.of(CLIP.lines(), 20_000_000);
        short[] sound = sound(20, 7);
        SpokenLine line = dialogue.lines().get(1);
        int start = SpeechClip.index(line.startMicros());

        double before = loudness(Arrays.copyOfRange(sound, start - 8_000, start - 400));
        double during = loudness(Arrays.copyOfRange(sound, start, SpeechClip.index(line.endMicros())));

        assertThat(sound).hasSize(20 * SpeechClip.RATE);
        assertThat(during).isGreaterThan(2.5 * before);
        assertThat(Math.abs(sound[0] - sound[sound.length - 1])).isLessThan(600);
    }

    @Test
    void mouthsMoveWithTheWords() {
        Dialogue dialogue = Dialogue.of(CLIP.lines(), 20_000_000);
        SpokenLine first = dialogue.lines().getFirst();
        double inFirstWord = (first.words().getFirst().startMicros() + 100_000) / 1e6;

        assertThat(dialogue.mouths().get("anna").applyAsDouble(inFirstWord)).isPositive();
        assertThat(dialogue.mouths().get("ben").applyAsDouble(inFirstWord)).isZero();
        assertThat(dialogue.mouths().get("anna").applyAsDouble(0)).isZero();
    }

    private static short[] sound(int seconds, long seed) {
        Dialogue dialogue = Dialogue.of(CLIP.lines(), seconds * 1_000_000L);
        return StreetSound.of(seconds, seed, phase -> 0.9 + 0.3 * Math.sin(2 * Math.PI * phase), CLIP, dialogue);
    }

    private static double loudness(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }
}
