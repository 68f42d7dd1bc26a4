/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street;

import io.bauta.local.street.sound.Dialogue;
import io.bauta.local.street.sound.SpeechClip;
import io.bauta.local.street.sound.StreetSound;
import io.bauta.local.street.stage.PlanarPicture;
import io.bauta.local.street.truth.SceneTruth;
import io.bauta.local.street.truth.TruthFile;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.file.MediaFileWriter;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;

/** Writes the synthetic street as a file with picture and sound, and its truth beside it. */
public final class StreetScene {
    /** Raised whenever the same settings would give another picture or sound, so that old files are not taken for it. */
    private static final int DRAWING = 1;

    private final StreetSettings settings;
    private final SpeechClip clip;
    private final Dialogue dialogue;
    private final SyntheticStreet street;

    private StreetScene(StreetSettings settings) {
        this.settings = settings;
        this.clip = SpeechClip.load();
        this.dialogue = Dialogue.of(clip.lines(), settings.durationMicros());
        this.street = new SyntheticStreet(settings, dialogue.mouths());
    }

    /** Told after each frame. */
    @FunctionalInterface
    public interface Progress {
        void done(int frames, int of);
    }

    /** Where {@link #write} puts, or has put, the files. */
    public static StreetFiles filesIn(Path folder, StreetSettings settings) {
        Path own = folder.resolve(settings.name() + "-v" + DRAWING);
        return new StreetFiles(own.resolve("street.mp4"), own.resolve("street.truth.jsonl"));
    }

    /**
     * Writes {@code street.mp4} and {@code street.truth.jsonl} into a folder of their own inside this one, named after
     * the settings. What is there already is not written again. Both files appear only when complete.
     *
     * @throws IOException if the folder cannot be written
     * @throws io.bauta.media.MediaException if the video cannot be encoded
     */
    public static StreetFiles write(Path folder, StreetSettings settings, Progress progress) throws IOException {
        StreetFiles files = filesIn(folder, settings);
        if (!Files.exists(files.video()) || !Files.exists(files.truth())) {
            Files.createDirectories(files.video().getParent());
            new StreetScene(settings).write(files, progress);
        }
        return files;
    }

    private void write(StreetFiles files, Progress progress) throws IOException {
        VideoSettings video = VideoSettings.of(settings.width(), settings.height(), settings.framesPerSecond());
        try (TruthFile truth = TruthFile.create(files.truth(), truth());
                MediaFileWriter media = MediaFileWriter.open(files.video(), video, OptionalInt.of(SpeechClip.RATE))) {
            play(media, truth, progress);
            truth.finish();
            media.finish(settings.durationMicros());
        }
    }

    private void play(MediaFileWriter media, TruthFile truth, Progress progress) throws IOException {
        short[] sound = StreetSound.of(settings.seconds(), settings.seed(), street::trafficLoudness, clip, dialogue);
        BufferedImage canvas = new BufferedImage(settings.width(), settings.height(), BufferedImage.TYPE_INT_RGB);
        PlanarPicture planar = new PlanarPicture(settings.width(), settings.height(), settings.seed());
        try (Frame frame = Frame.black(settings.width(), settings.height(), 0)) {
            for (int i = 0; i < settings.frames(); i++) {
                truth.write(street.play(i, canvas));
                planar.write(canvas, i, plane(frame, 0), plane(frame, 1), plane(frame, 2));
                frame.retime(settings.ptsMicros(i));
                media.write(frame);
                media.write(soundOf(i, sound));
                progress.done(i + 1, settings.frames());
            }
        }
    }

    private PcmBlock soundOf(int frame, short[] sound) {
        int from = sample(frame);
        return new PcmBlock(
                from * 1_000_000L / SpeechClip.RATE,
                SpeechClip.RATE,
                Arrays.copyOfRange(sound, from, sample(frame + 1)));
    }

    private int sample(int frame) {
        return (int) ((long) frame * SpeechClip.RATE / settings.framesPerSecond());
    }

    private static PlanarPicture.Plane plane(Frame frame, int index) {
        return new PlanarPicture.Plane(frame.writablePlane(index), frame.stride(index));
    }

    private SceneTruth truth() {
        return new SceneTruth(
                settings.width(),
                settings.height(),
                settings.framesPerSecond(),
                settings.frames(),
                settings.durationMicros(),
                settings.seed(),
                dialogue.lines());
    }
}
