/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.MediaException;
import io.bauta.media.MediaLibrary;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.media.video.H264Encoder;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a whole file, its container chosen by the file name's ending: mp4 and mov (H.264, AAC), mkv (H.264, FLAC); for
 * sound only also flac, wav, mp3, m4a (AAC), opus and ogg (Opus). It grows under a hidden name beside the target and takes the target's name in
 * {@link #finish} only, so an interrupted writer never leaves half a file. Times are the frames' and blocks' own, both
 * from the same zero; write them roughly in step, as more than ten seconds between picture and sound cost memory. Not
 * thread-safe.
 */
public final class MediaFileWriter implements AutoCloseable {
    /** How far a player may have to read back when somebody jumps. */
    private static final long KEYFRAME_MICROS = 2_000_000;

    private final Path target;
    /** What to give back, last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private PendingFile file;
    private Muxer muxer;
    private VideoEncoder encoder;
    private PictureTrack pictures;
    private SoundTrack sound;
    private long nextKeyframe = Long.MIN_VALUE;

    private MediaFileWriter(Path target) {
        this.target = target;
    }

    /**
     * With pictures encoded here, the same on every machine.
     *
     * @param sampleRate of the sound to come, empty for none
     * @throws MediaException if the ending is unknown, cannot hold these streams, or the folder is not writable
     */
    public static MediaFileWriter open(Path target, VideoSettings video, OptionalInt sampleRate) {
        return open(target, video, sampleRate, H264Encoder.OPENH264, Optional.empty());
    }

    /**
     * As {@link #open(Path, VideoSettings, OptionalInt)}.
     *
     * @param encoder of the pictures, see {@link VideoEncoder#open(VideoSettings, H264Encoder)}
     * @param comment what the file says of itself
     */
    public static MediaFileWriter open(
            Path target, VideoSettings video, OptionalInt sampleRate, H264Encoder encoder, Optional<String> comment) {
        return opening(target, writer -> {
            writer.encoder = writer.keep(VideoEncoder.open(video, encoder));
            writer.begin(video, writer.encoder.codecConfiguration(), sampleRate, comment);
        });
    }

    /**
     * As {@link #open(Path, VideoSettings, OptionalInt)}, with pictures encoded already by a {@link VideoEncoder} of these
     * settings.
     */
    public static MediaFileWriter openForPackets(
            Path target, VideoSettings video, byte[] codecConfiguration, OptionalInt sampleRate) {
        return opening(target, writer -> writer.begin(video, codecConfiguration, sampleRate, Optional.empty()));
    }

    /**
     * The sample rate that sound for a file is to have: the wanted one, if what the ending stands for knows it.
     *
     * @throws MediaException if the ending is unknown
     */
    public static int sampleRateFor(Path target, int wanted) {
        return ContainerKind.of(target).rateFor(wanted);
    }

    /** As {@link #open(Path, VideoSettings, OptionalInt)}, with sound only. */
    public static MediaFileWriter openForSound(Path target, int sampleRate) {
        return opening(target, writer -> writer.begin(null, null, OptionalInt.of(sampleRate), Optional.empty()));
    }

    private static MediaFileWriter opening(Path target, Opening steps) {
        MediaLibrary.load();
        MediaFileWriter writer = new MediaFileWriter(target);
        boolean complete = false;
        try {
            steps.run(writer);
            complete = true;
            return writer;
        } finally {
            if (!complete) {
                writer.close();
            }
        }
    }

    private void begin(
            VideoSettings video, byte[] codecConfiguration, OptionalInt sampleRate, Optional<String> comment) {
        ContainerKind container = ContainerKind.of(target);
        if (video != null) {
            container.demandPictures(target);
        }
        file = keep(PendingFile.of(target));
        muxer = keep(new Muxer(container, file.path(), target));
        if (video != null) {
            pictures = keep(new PictureTrack(muxer, video, codecConfiguration));
        }
        if (sampleRate.isPresent()) {
            sound = keep(new SoundTrack(muxer, container, sampleRate.getAsInt()));
        }
        comment.ifPresent(muxer::comment);
        muxer.begin();
    }

    /** Encodes and writes one frame, which stays the caller's. */
    public void write(Frame frame) {
        demand(encoder != null, "was not opened for frames");
        boolean keyframe = frame.ptsMicros() >= nextKeyframe;
        if (keyframe) {
            nextKeyframe = frame.ptsMicros() + KEYFRAME_MICROS;
        }
        encoder.encode(frame, keyframe).forEach(pictures::write);
    }

    /** Writes one picture that is encoded already. */
    public void write(EncodedPacket packet) {
        demand(pictures != null && encoder == null, "was not opened for packets");
        pictures.write(packet);
    }

    /** Writes sound; a gap between blocks becomes silence, what overlaps is dropped. */
    public void write(PcmBlock block) {
        demand(sound != null, "was not opened for sound");
        sound.write(block);
    }

    /** Completes the file and gives it its name; the last picture is shown until {@code endMicros}. */
    public void finish(long endMicros) {
        demand(muxer != null, "is finished");
        if (encoder != null) {
            encoder.drain().forEach(pictures::write);
        }
        if (pictures != null) {
            pictures.finish(endMicros);
        }
        if (sound != null) {
            sound.finish();
        }
        muxer.end();
        file.publish();
        close();
    }

    /** Gives everything back; what was not finished is deleted. */
    @Override
    public void close() {
        muxer = null;
        encoder = null;
        pictures = null;
        sound = null;
        try {
            while (!opened.isEmpty()) {
                closePart(opened.pop());
            }
        } finally {
            if (!opened.isEmpty()) {
                close(); // one part that cannot be closed keeps none of the others open
            }
        }
    }

    private void closePart(AutoCloseable part) {
        try {
            part.close();
        } catch (MediaException e) {
            throw e;
        } catch (Exception e) {
            throw new MediaException(target + ": cannot be closed", e);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    private void demand(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalStateException(target + ": the writer " + fault);
        }
    }

    /** Steps that may fail half way. */
    @FunctionalInterface
    private interface Opening {
        void run(MediaFileWriter writer);
    }
}
