/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.local.Refusal;
import io.bauta.local.street.WatchedFile;
import io.bauta.testing.camera.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People bring films of every kind: each is made anonymous with its times kept, or refused in one line. */
class OddFilmsTest {
    /** What coding leaves of a cover's flat grey. */
    static final int CODING = 12;

    /** Microseconds; sound that begins late begins with silence. */
    private static final long IN_STEP = 20_000;

    static final FileProgress GO_ON = (reached, total) -> true;

    @TempDir
    private Path folder;

    static Stream<OddFilm> films() {
        return Stream.of(
                OddFilm.of("one pixel", "mkv", "16x16", "-vf", "scale=1:1:flags=area", "-c:v", "ffv1"),
                OddFilm.of("portrait", "mp4", "180x320", "-c:v", "libopenh264"),
                OddFilm.of("odd sides", "mkv", "320x180", "-vf", "crop=251:133:0:0:exact=1", "-c:v", "ffv1"),
                OddFilm.of("one row", "mkv", "320x180", "-vf", "crop=320:1:0:45:exact=1", "-c:v", "ffv1"),
                OddFilm.of(
                        "varying rate",
                        "mkv",
                        "320x180",
                        "-vf",
                        "settb=1/1000,setpts='N*20+N*N*10'",
                        "-fps_mode",
                        "vfr",
                        "-c:v",
                        "mpeg4"),
                OddFilm.of("10 bits", "mkv", "320x180", "-pix_fmt", "yuv420p10le", "-c:v", "ffv1"),
                OddFilm.of("10 bits of 4:2:2", "mov", "320x180", "-c:v", "prores_ks"),
                OddFilm.of(
                        "10 bits of VP9",
                        "webm",
                        "320x180",
                        "-pix_fmt",
                        "yuv420p10le",
                        "-c:v",
                        "libvpx-vp9",
                        "-cpu-used",
                        "8"),
                OddFilm.of("red, green, blue", "avi", "320x180", "-c:v", "png"),
                OddFilm.of("a palette", "gif", "320x180"),
                OddFilm.of("grey", "mkv", "320x180", "-pix_fmt", "gray", "-c:v", "ffv1"),
                OddFilm.of("see-through", "mov", "320x180", "-pix_fmt", "argb", "-c:v", "qtrle"),
                OddFilm.of(
                        "interlaced",
                        "ts",
                        "720x576",
                        "-c:v",
                        "mpeg2video",
                        "-flags",
                        "+ildct+ilme",
                        "-top",
                        "1",
                        "-b:v",
                        "4M"),
                OddFilm.of("B-pictures", "mp4", "320x180", "-c:v", "mpeg4", "-bf", "2", "-g", "5"),
                OddFilm.of("full range", "avi", "320x180", "-pix_fmt", "yuvj420p", "-c:v", "mjpeg"),
                new OddFilm("one picture", "mp4", "320x180", 1, false, List.of("-c:v", "libopenh264")),
                new OddFilm(
                        "late beginning",
                        "ts",
                        "320x180",
                        10,
                        false,
                        List.of("-c:v", "libopenh264", "-output_ts_offset", "5000")),
                OddFilm.heard("sound as long", "mp4", 25, "-c:v", "libopenh264", "-c:a", "aac"),
                OddFilm.heard("sound longer than pictures", "mp4", 5, "-c:v", "libopenh264", "-c:a", "aac"),
                OddFilm.heard(
                        "sound that begins late",
                        "mp4",
                        25,
                        "-c:v",
                        "libopenh264",
                        "-c:a",
                        "aac",
                        "-af",
                        "asetpts=PTS+0.3/TB"),
                OddFilm.heard(
                        "pictures that begin late",
                        "mp4",
                        25,
                        "-c:v",
                        "libopenh264",
                        "-c:a",
                        "aac",
                        "-vf",
                        "setpts=PTS+0.3/TB"),
                OddFilm.heard("sound in a Matroska", "mkv", 25, "-c:v", "mpeg4", "-c:a", "flac"),
                OddFilm.heard("Opus", "webm", 25, "-c:v", "libvpx", "-c:a", "libopus"),
                OddFilm.heard("MP3", "avi", 25, "-c:v", "mpeg4", "-c:a", "libmp3lame"),
                OddFilm.heard("pictures longer than sound", "ts", 60, "-c:v", "libopenh264", "-c:a", "mp2"));
    }

    @ParameterizedTest
    @MethodSource("films")
    void isCoveredInEveryPictureAndKeepsItsTimes(OddFilm odd) throws IOException {
        Path film = odd.shot(folder);
        Path out = folder.resolve("out.mp4");

        FileReport done = FileAnonymiser.anonymise(new ForgetfulSight().job(film, out), GO_ON);

        List<Shown> before = Shown.in(film);
        List<Shown> after = Shown.in(out);
        assertThat(before).hasSize(odd.pictures()).anyMatch(shown -> shown.offGrey() > 2 * CODING);
        assertThat(after).allMatch(shown -> shown.offGrey() <= CODING);
        assertThat(after)
                .extracting(Shown::ptsMicros)
                .isEqualTo(before.stream().map(Shown::ptsMicros).toList());
        assertThat(after.getFirst().width())
                .isBetween(
                        before.getFirst().width(),
                        evenAndEncodable(before.getFirst().width()));
        assertThat(after.getFirst().height())
                .isBetween(
                        before.getFirst().height(),
                        evenAndEncodable(before.getFirst().height()));
        assertThat(done.damagedPackets()).isZero();
        if (odd.sound()) {
            WatchedFile heard = WatchedFile.of(film);
            WatchedFile hears = WatchedFile.of(out);
            assertThat(hears.soundFromMicros()).isLessThan(heard.soundFromMicros() + IN_STEP);
            assertThat(hears.soundEndMicros()).isCloseTo(heard.soundEndMicros(), within(IN_STEP));
            assertThat(hears.loudFromMicros()).isCloseTo(heard.loudFromMicros(), within(IN_STEP));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "180", "-90"})
    void aFilmFromATelephoneIsLookedAtUprightAndComesOutUpright(String turn) {
        Path lying = OddFilm.of("lying", "mov", "320x180", "-c:v", "mpeg4").shot(folder);
        Path film = folder.resolve("telephone.mp4");
        FfmpegProgram.run("-display_rotation", turn, "-i", lying.toString(), "-c", "copy", film.toString());
        Path out = folder.resolve("out.mp4");
        ForgetfulSight sight = new ForgetfulSight();

        FileAnonymiser.anonymise(sight.job(film, out), GO_ON);

        String upright = turn.equals("180") ? "320x180" : "180x320";
        assertThat(sight.looks()).hasSize(10).containsOnly(upright);
        assertThat(Shown.in(out))
                .extracting(shown -> shown.width() + "x" + shown.height())
                .containsOnly(upright);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ts", "mjpeg"})
    void aLargerPictureInTheMiddleIsRefusedAndNothingIsWritten(String ending) throws IOException {
        Path film = folder.resolve("mixed." + ending);
        String codec = ending.equals("ts") ? "libopenh264" : "mjpeg";
        for (String size : List.of("1280x720", "3840x2160", "1280x720")) {
            int pictures = size.startsWith("3") ? 1 : 3;
            Path part = new OddFilm(size, ending, size, pictures, false, List.of("-c:v", codec)).shot(folder);
            Files.write(film, Files.readAllBytes(part), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Files.delete(part);
        }

        assertThatThrownBy(() ->
                        FileAnonymiser.anonymise(new ForgetfulSight().job(film, folder.resolve("out.mp4")), GO_ON))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("size changes from 1280x720 to 3840x2160")
                .hasMessageContaining("split the file there");

        assertThat(left()).containsExactly(film.getFileName().toString());
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** H.264 here has even sides of 16 pixels at least; edges are repeated up to there. */
    private static int evenAndEncodable(int side) {
        return Math.max(16, side + side % 2);
    }
}
