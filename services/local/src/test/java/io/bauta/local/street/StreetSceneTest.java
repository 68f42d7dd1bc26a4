/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.local.street.stage.Light;
import io.bauta.local.street.truth.FrameTruth;
import io.bauta.local.street.truth.SceneTruth;
import io.bauta.local.street.truth.SpokenLine;
import io.bauta.local.street.truth.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The street as a file: what was drawn and said comes back out of it, at the time the truth names. */
class StreetSceneTest {
    private static final StreetSettings SETTINGS = new StreetSettings(320, 180, 25, 8, 7, Light.DAY);

    @TempDir
    static Path folder;

    private static StreetFiles files;
    private static WatchedFile watched;

    @BeforeAll
    static void writeAndWatch() throws IOException {
        files = StreetScene.write(folder, SETTINGS, (frames, of) -> {});
        watched = WatchedFile.of(files.video());
    }

    @Test
    void everyFrameComesBackAtItsTime() {
        assertThat(watched.frameTimes()).hasSize(200).isSorted();
        for (int i = 0; i < 200; i++) {
            assertThat(watched.frameTimes().get(i)).isCloseTo(SETTINGS.ptsMicros(i), within(1_000));
        }
    }

    @Test
    void soundLastsAsLongAsThePicture() {
        assertThat(watched.soundMicros()).isCloseTo(8_000_000L, within(130_000));
    }

    @Test
    void wordsAreHeardWhenTheTruthSaysSo() throws IOException {
        List<SpokenLine> speech = TruthFile.scene(files.truth()).speech();
        assertThat(speech).isNotEmpty();
        for (SpokenLine line : speech) {
            double spoken = watched.loudness(line.startMicros(), line.endMicros());
            double before = watched.loudness(line.startMicros() - 300_000, line.startMicros() - 80_000);
            assertThat(spoken).isGreaterThan(2 * before);
        }
    }

    @Test
    void theTruthHasOneLineAFrame() throws IOException {
        SceneTruth scene = TruthFile.scene(files.truth());
        List<FrameTruth> frames = TruthFile.frames(files.truth());

        assertThat(scene.frames()).isEqualTo(200);
        assertThat(scene.durationMicros()).isEqualTo(8_000_000);
        assertThat(frames).hasSize(200);
        assertThat(frames.get(120).frame()).isEqualTo(120);
        assertThat(frames.get(120).ptsMicros()).isEqualTo(4_800_000);
        assertThat(frames.get(120).persons()).isNotEmpty();
    }

    @Test
    void whatIsThereIsNotWrittenAgain() throws IOException {
        int[] told = new int[1];

        StreetFiles again = StreetScene.write(folder, SETTINGS, (frames, of) -> told[0]++);

        assertThat(again).isEqualTo(files);
        assertThat(told[0]).isZero();
    }

    @Test
    void aSceneThatBreaksOffLeavesNothingThatCouldBeTakenForIt(@TempDir Path other) throws IOException {
        StreetFiles expected = StreetScene.filesIn(other, SETTINGS);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> StreetScene.write(other, SETTINGS, (frames, of) -> {
                    if (frames == 5) {
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");

        assertThat(expected.video()).doesNotExist();
        assertThat(expected.truth()).doesNotExist();
        try (Stream<Path> left = Files.list(expected.video().getParent())) {
            assertThat(left).isEmpty();
        }
    }

    private static org.assertj.core.data.Offset<Long> within(long micros) {
        return org.assertj.core.data.Offset.offset(micros);
    }
}
