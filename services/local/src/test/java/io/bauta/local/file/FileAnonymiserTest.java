/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.inference.ModelFile;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.street.WatchedFile;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person has one file and wants it anonymous. */
class FileAnonymiserTest {
    private static final AnonymisationPolicy STRICTEST = AnonymisationPolicy.strictest();
    private static final Path TINY_VOICE = Path.of("../audio-anonymiser/src/test/resources/models/voice");
    private static final FileProgress GO_ON = (done, total) -> true;

    @TempDir
    private Path folder;

    @Test
    void pictureIsHiddenSoundIsSilentAndTimesAreKept() throws IOException {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 50);
        Path out = folder.resolve("out.mp4");

        FileReport done = FileAnonymiser.anonymise(new FileJob(film, out, STRICTEST), GO_ON);

        WatchedFile before = WatchedFile.of(film);
        WatchedFile after = WatchedFile.of(out);
        assertThat(before.mostSteps()).isGreaterThan(30);
        assertThat(after.mostSteps()).isLessThan(16);
        assertThat(before.loudest()).isGreaterThan(8000);
        assertThat(after.loudest()).isLessThan(4);
        assertThat(after.frameTimes()).isEqualTo(before.frameTimes()).hasSize(50);
        assertThat(after.soundMicros()).isBetween(before.soundMicros() - 70_000, before.soundMicros() + 70_000);
        assertThat(done.methods()).containsExactly("frame:mosaic", "voice:mute");
        assertThat(done.frames()).isEqualTo(50);
        assertThat(done.seconds()).isBetween(1.99, 2.07);
        assertThat(done.weak()).isFalse();
        assertThat(done.damagedPackets()).isZero();
        assertThat(done.inputBrokeOff()).isFalse();
    }

    @Test
    void aSoundFileStaysAsLongAsItWasAndAWeakVoiceIsCalledWeak() throws IOException {
        Path sound = TestFilm.soundOnly(folder.resolve("sound.flac"), 3);
        Path out = folder.resolve("out.wav");
        AnonymisationPolicy weak = new AnonymisationPolicy(
                new PolicyReference("weak", 1),
                VideoPolicy.mosaic(),
                new AudioPolicy(VoiceMethod.WEAK_MCADAMS, 0.8, AudioPolicy.DEFAULT_CHUNK));

        FileReport done = FileAnonymiser.anonymise(new FileJob(sound, out, weak), GO_ON);

        assertThat(done.weak()).isTrue();
        assertThat(done.methods()).containsExactly("voice:weak.mcadams");
        assertThat(done.soundSamples()).isEqualTo(48_000);
        assertThat(WatchedFile.of(out).soundMicros()).isEqualTo(3_000_000);
        assertThat(WatchedFile.of(out).loudest()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flac", "wav", "mp3", "m4a", "opus", "ogg", "mkv"})
    void speechIsTakenOutOfASoundFileOfAnyKindAndTheReportTellsWhere(String ending) throws IOException {
        // Given a second of a loud tone, which the tiny network takes for speech, in the middle of silence
        Path sound = TestFilm.toneAmongSilence(folder.resolve("sound.wav"), 48_000, 5);
        Path out = folder.resolve("out." + ending);

        FileReport done;
        try (VoiceModel voice = VoiceModel.open(ModelFile.exported(TINY_VOICE))) {
            done = FileAnonymiser.anonymise(withoutSpeech(sound, out, voice), GO_ON);
        }

        assertThat(done.methods()).containsExactly("voice:mute-speech");
        assertThat(done.models()).containsKey("voice");
        assertThat(done.speech()).hasSize(1);
        assertThat(done.speech().getFirst().from()).isBetween(1.6, 2.0);
        assertThat(done.speech().getFirst().to()).isBetween(3.0, 3.6);
        assertThat(WatchedFile.of(out).soundMicros()).isBetween(4_990_000L, 5_090_000L);
        assertThat(WatchedFile.of(out).loudest()).isLessThan(9000);
    }

    @Test
    void withoutAVoiceModelForWhatMustHearNothingIsWritten() throws IOException {
        Path sound = TestFilm.soundOnly(folder.resolve("sound.flac"), 1);

        refused(
                withoutSpeech(sound, folder.resolve("a.flac"), Hearing.none()),
                ExitCode.LACKING,
                "no approved voice model");
        assertThat(left()).containsExactly("sound.flac");
    }

    private static FileJob withoutSpeech(Path sound, Path out, Hearing hearing) {
        AnonymisationPolicy policy = new AnonymisationPolicy(
                new PolicyReference("no-speech", 1),
                VideoPolicy.mosaic(),
                new AudioPolicy(VoiceMethod.MUTE_SPEECH, 0.8, AudioPolicy.DEFAULT_CHUNK));
        return new FileJob(sound, out, policy, Sight.none(), hearing, Optional.empty());
    }

    @Test
    void aFilmWithoutSoundGetsNone() throws IOException {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 10);
        Path silent = folder.resolve("silent.mkv");
        FileAnonymiser.anonymise(new FileJob(film, silent, STRICTEST), GO_ON);

        FileReport done = FileAnonymiser.anonymise(new FileJob(silent, folder.resolve("out.mov"), solid()), GO_ON);

        assertThat(done.methods()).startsWith("frame:solid");
        assertThat(WatchedFile.of(folder.resolve("out.mov")).mostSteps()).isZero();
    }

    @Test
    void whoStopsItFindsNothing() throws IOException {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 50);
        Path out = folder.resolve("out.mp4");
        AtomicInteger packets = new AtomicInteger();

        assertThatThrownBy(() -> FileAnonymiser.anonymise(
                        new FileJob(film, out, STRICTEST), (done, total) -> packets.incrementAndGet() < 20))
                .isInstanceOf(FileStoppedException.class);

        assertThat(left()).containsExactly("film.mp4");
    }

    @Test
    void aDamagedPictureIsCountedAndTheRestIsMadeAnonymous() throws IOException {
        Path film = TestFilm.withSound(folder.resolve("film.mkv"), 50);
        byte[] bytes = Files.readAllBytes(film);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 400, (byte) 0xa5);
        Files.write(film, bytes);
        Path out = folder.resolve("out.mp4");

        FileReport done = FileAnonymiser.anonymise(new FileJob(film, out, STRICTEST), GO_ON);

        assertThat(done.frames()).isBetween(20L, 50L);
        assertThat(WatchedFile.of(out).mostSteps()).isLessThan(16);
    }

    @Test
    void whatCannotBeDoneIsOneLineAndLeavesNothing() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "no film");
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 5);

        refused(new FileJob(text, folder.resolve("a.mp4"), STRICTEST), ExitCode.LACKING, "give a video or sound file");
        refused(new FileJob(film, folder.resolve("a.gif"), STRICTEST), ExitCode.FAILED, "name it .mp4");
        refused(new FileJob(film, folder.resolve("a.wav"), STRICTEST), ExitCode.FAILED, "cannot hold pictures");
        refused(new FileJob(film, folder.resolve("no/a.mp4"), STRICTEST), ExitCode.FAILED, "folder exists");
        assertThat(left()).containsExactly("film.mp4", "text.mp4");
    }

    @Test
    void withoutADetectorForWhatIsHiddenNothingIsWritten() throws IOException {
        Path film = TestFilm.withSound(folder.resolve("film.mp4"), 5);
        AnonymisationPolicy heads = new AnonymisationPolicy(
                new PolicyReference("heads", 1),
                VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE)),
                AudioPolicy.mute());

        refused(new FileJob(film, folder.resolve("a.mp4"), heads), ExitCode.LACKING, "detector that this policy needs");
        assertThat(left()).containsExactly("film.mp4");
    }

    private static void refused(FileJob job, ExitCode code, String said) {
        assertThatThrownBy(() -> FileAnonymiser.anonymise(job, GO_ON))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n")
                .extracting(fault -> ((Refusal) fault).exitCode())
                .isEqualTo(code);
    }

    private static AnonymisationPolicy solid() {
        return new AnonymisationPolicy(
                new PolicyReference("solid", 1), VideoPolicy.of(FrameMethod.SOLID), AudioPolicy.mute());
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
