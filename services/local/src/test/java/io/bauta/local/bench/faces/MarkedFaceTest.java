/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.local.bench.faces.MarkedFace.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was marked by eye is read as it stands, and what does not fit is named by its line. */
class MarkedFaceTest {
    private static final Path COMMITTED = Path.of("../benchmarks/marked/faces.csv");

    @TempDir
    private Path folder;

    @Test
    void twoHundredFramesOfTwoClipsAreMarked() throws IOException {
        Map<String, List<MarkedFace>> clips =
                MarkedFace.read(COMMITTED).stream().collect(Collectors.groupingBy(MarkedFace::clip));

        assertThat(clips).containsOnlyKeys("arcade.mp4", "vtest.avi");
        assertThat(clips.values()).allSatisfy(rows -> assertThat(
                        rows.stream().map(MarkedFace::frame).distinct())
                .hasSize(100)
                .allMatch(frame -> frame >= 0 && frame < 100));
    }

    @Test
    void nobodyHasTwoFacesInAFrame() throws IOException {
        assertThat(MarkedFace.read(COMMITTED).stream()
                        .filter(row -> row.verdict() != Verdict.NONE)
                        .map(row -> row.clip() + row.frame() + row.who()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.mp4,1,A,1,1,5,5,face",
                "a.mp4,1,A,1,1,5,5,perhaps,",
                "a.mp4,one,A,1,1,5,5,face,",
                "a.mp4,1,A,1,1,0,5,face,"
            })
    void aRowThatDoesNotFitIsNamedByItsLine(String row) throws IOException {
        Path file = folder.resolve("faces.csv");
        Files.writeString(file, "clip,frame,who,x,y,w,h,verdict,note\na.mp4,0,A,1,1,5,5,face,\n" + row + "\n");

        assertThatThrownBy(() -> MarkedFace.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3: ");
    }

    @Test
    void anotherTableIsRefused() throws IOException {
        Path file = folder.resolve("faces.csv");
        Files.writeString(file, "frame,plate,x,y,w,h\n");

        assertThatThrownBy(() -> MarkedFace.read(file)).hasMessageContaining("does not begin with clip,frame,who");
    }
}
