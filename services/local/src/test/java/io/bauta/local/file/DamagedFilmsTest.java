/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films that were cut off or spoilt on their way: pictures may be lost, but none is shown uncovered. */
class DamagedFilmsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "ts", "avi", "mp4"})
    void aFilmThatIsCutShortIsTakenAsFarAsItGoesOrRefused(String ending) throws IOException {
        Path film = OddFilm.of("whole", ending, "320x180", "-c:v", "mpeg4", "-g", "3")
                .shot(folder);
        List<Shown> before = Shown.in(film);
        byte[] whole = Files.readAllBytes(film);
        Files.write(film, Arrays.copyOf(whole, whole.length * 3 / 5));

        survivesOrIsRefused(film, before);
    }

    @ParameterizedTest
    @CsvSource({"mkv,1", "mkv,2", "mkv,3", "ts,1", "ts,2", "ts,3", "avi,1", "avi,2", "avi,3", "mp4,1", "mp4,2", "mp4,3"
    })
    void garbageInTheMiddleCostsPicturesAndUncoversNone(String ending, int seed) throws IOException {
        Path film = OddFilm.heard("whole", ending, 25, "-c:v", "mpeg4", "-g", "5", "-b:v", "1M")
                .shot(folder);
        List<Shown> before = Shown.in(film);
        byte[] bytes = Files.readAllBytes(film);
        Random random = new Random(seed);
        byte[] garbage = new byte[bytes.length / 20];
        random.nextBytes(garbage);
        int at = bytes.length / 4 + random.nextInt(bytes.length / 2);
        System.arraycopy(garbage, 0, bytes, at, garbage.length);
        Files.write(film, bytes);

        survivesOrIsRefused(film, before);
    }

    /** Nothing uncovered, no time that was not there before; or one line and no file. */
    private void survivesOrIsRefused(Path film, List<Shown> before) throws IOException {
        Path out = folder.resolve("out.mp4");
        try {
            FileReport done = FileAnonymiser.anonymise(new ForgetfulSight().job(film, out), OddFilmsTest.GO_ON);
            List<Shown> after = Shown.in(out);
            assertThat(after)
                    .isNotEmpty()
                    .hasSize((int) done.frames())
                    .allMatch(shown -> shown.offGrey() <= OddFilmsTest.CODING);
            assertThat(before)
                    .extracting(Shown::ptsMicros)
                    .containsAll(after.stream().map(Shown::ptsMicros).toList());
        } catch (Refusal refusal) {
            assertThat(refusal).hasMessageNotContaining("\n");
            assertThat(left()).containsExactly(film.getFileName().toString());
        }
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
