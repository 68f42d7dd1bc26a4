/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.inference.ModelFile;
import io.bauta.local.file.TestFilm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every method really works on all of the sound; how fast is for ./bauta bench to say, not for a test. */
class SoundBenchTest {
    private static final Path TINY_VOICE = Path.of("../audio-anonymiser/src/test/resources/models/voice");

    @TempDir
    Path folder;

    @Test
    void everyMethodThatHearsIsMeasuredAtBothRates() {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 50);

        try (VoiceModel voice = VoiceModel.open(ModelFile.exported(TINY_VOICE))) {
            List<Figure> figures = new SoundBench(film, voice, () -> false).measure();

            assertThat(figures)
                    .extracting(Figure::name)
                    .containsExactly("sound convert", "sound garble", "sound mute-speech");
            assertThat(figures).allSatisfy(figure -> {
                assertThat(figure.value()).isPositive();
                assertThat(figure.details()).containsOnlyKeys("millisAt16000", "millisAt48000");
            });
        }
    }

    @Test
    void whatIsCutShortHasNoValue() {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 10);

        try (VoiceModel voice = VoiceModel.open(ModelFile.exported(TINY_VOICE))) {
            assertThat(new SoundBench(film, voice, () -> true).measure())
                    .allSatisfy(figure -> assertThat(figure.value()).isNull());
        }
    }
}
