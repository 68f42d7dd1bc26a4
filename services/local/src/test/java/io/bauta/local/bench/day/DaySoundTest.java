/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.street.sound.SpeechClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge believes what the street says of itself; here it is held against its own samples. */
class DaySoundTest {
    private static final int MINUTES = 5;
    private static final int BLOCKS = MINUTES * 60 * DayBlock.A_SECOND;
    /** A line as loud as can be, that never pauses. */
    private static final SpokenLines STEADY = chance -> {
        short[] line = new short[2 * DayBlock.RATE];
        for (int i = 0; i < line.length; i++) {
            line[i] = (short) (i % 2 == 0 ? 10_000 : -10_000);
        }
        return line;
    };

    @Test
    void theSameSeedIsTheSameDay() {
        DaySound one = new DaySound(7, SpokenLines.drawn());
        DaySound same = new DaySound(7, SpokenLines.drawn());
        DaySound other = new DaySound(8, SpokenLines.drawn());
        boolean differs = false;

        for (int i = 0; i < 600; i++) {
            DayBlock block = one.next();
            DayBlock twin = same.next();
            assertThat(twin.samples()).isEqualTo(block.samples());
            assertThat(twin.heard()).isEqualTo(block.heard());
            differs |= !java.util.Arrays.equals(other.next().samples(), block.samples());
        }
        assertThat(differs).isTrue();
    }

    @Test
    void speechStandsOutWhereItIsSaidToBeAndNowhereElse() {
        DaySound day = new DaySound(3, STEADY);
        int clear = 0;
        int quiet = 0;
        boolean before = false;
        int lines = 0;
        for (int i = 0; i < BLOCKS; i++) {
            DayBlock block = day.next();
            for (int hop = 0; hop < DayBlock.HOPS; hop++) {
                Heard heard = block.heard()[hop];
                double alternating = alternating(block.samples(), hop * DayBlock.HOP);
                assertThat(heard.speech()).isEqualTo(alternating > DaySound.FAINTEST);
                lines += heard.speech() && !before ? 1 : 0;
                before = heard.speech();
                clear += heard == Heard.CLEARLY ? 1 : 0;
                quiet += heard == Heard.NOBODY ? 1 : 0;
            }
        }
        assertThat(lines).isGreaterThan(MINUTES * 2);
        assertThat(clear).isGreaterThan(lines * 80);
        assertThat(quiet).isGreaterThan(BLOCKS * DayBlock.HOPS / 2);
    }

    @Test
    void aFolderOfRecordingsIsHeardInPlaceOfTheDrawnLines(@TempDir Path folder) throws IOException {
        try (var clip = SpeechClip.class.getResourceAsStream("/io/bauta/local/street/speech/street-speech.flac")) {
            Files.copy(clip, folder.resolve("one.flac"));
        }

        assertThat(SpokenLines.of(folder).next(new SplittableRandom(1)))
                .isEqualTo(SpeechClip.load().samples());
    }

    /** How much of the fastest swing there is, which a street hardly has. */
    private static double alternating(short[] samples, int from) {
        double sum = 0;
        for (int i = from; i < from + DayBlock.HOP; i++) {
            sum += i % 2 == 0 ? samples[i] : -samples[i];
        }
        return Math.abs(sum / DayBlock.HOP);
    }
}
