/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.file.MediaFileWriter;
import io.bauta.media.video.Frame;
import io.bauta.media.video.H264Encoder;
import io.bauta.media.video.VideoSettings;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The output file. Takes nothing but what went through a policy's methods, by type. Opened with the first picture, because
 * only that tells the size; sound that comes earlier waits. Not thread-safe.
 */
final class FileOutput implements AutoCloseable {
    /** About half an hour at 16 kHz: a picture that is not there by then never comes. */
    private static final long MOST_WAITING_SAMPLES = 32L << 20;

    private final Path target;
    private final VideoPolicy policy;
    private final double framesPerSecond;
    private final OptionalInt sampleRate;
    private final Optional<String> comment;
    private final Deque<PcmBlock> waiting = new ArrayDeque<>();
    private MediaFileWriter writer;
    private long waitingSamples;
    private int width;
    private int height;
    private long pictures;
    private long samples;
    private long endMicros;

    private FileOutput(
            Path target, VideoPolicy policy, double framesPerSecond, OptionalInt sampleRate, Optional<String> comment) {
        this.target = target;
        this.policy = policy;
        this.framesPerSecond = framesPerSecond;
        this.sampleRate = sampleRate;
        this.comment = comment;
    }

    /**
     * @param framesPerSecond nominal, for rate control only
     * @param sampleRate of the sound to come, empty for none
     * @param comment what the file says of itself
     */
    static FileOutput ofPictures(
            Path target, VideoPolicy policy, double framesPerSecond, OptionalInt sampleRate, Optional<String> comment) {
        return new FileOutput(target, policy, framesPerSecond, sampleRate, comment);
    }

    static FileOutput ofSound(Path target, int sampleRate) {
        FileOutput output =
                new FileOutput(target, VideoPolicy.mosaic(), 1, OptionalInt.of(sampleRate), Optional.empty());
        output.writer = MediaFileWriter.openForSound(target, sampleRate);
        return output;
    }

    /** @throws Refusal if the picture's size changes: a file has one size from its beginning to its end */
    void write(AnonymisedFrame anonymous) {
        Frame frame = anonymous.frame();
        if (writer == null) {
            open(frame);
        }
        if (frame.width() != width || frame.height() != height) {
            throw new Refusal(
                    ExitCode.FAILED,
                    String.format(
                            Locale.ROOT,
                            "the picture's size changes from %dx%d to %dx%d after %.2f s; split the file there",
                            width,
                            height,
                            frame.width(),
                            frame.height(),
                            frame.ptsMicros() / 1e6));
        }
        writer.write(frame);
        pictures++;
        endMicros = Math.max(endMicros, frame.ptsMicros());
    }

    /** @param ptsMicros when its first sample is heard */
    void write(AnonymisedSound sound, long ptsMicros) {
        PcmBlock block = new PcmBlock(ptsMicros, sound.sampleRate(), sound.samples());
        samples += sound.length();
        endMicros = Math.max(endMicros, ptsMicros + block.durationMicros());
        if (writer != null) {
            writer.write(block);
            return;
        }
        waiting.add(block);
        waitingSamples += sound.length();
        if (waitingSamples > MOST_WAITING_SAMPLES) {
            throw new Refusal(ExitCode.FAILED, "no picture can be decoded of its beginning; check that it plays");
        }
    }

    private void open(Frame first) {
        width = first.width();
        height = first.height();
        VideoSettings usual = VideoSettings.of(first, framesPerSecond);
        long bits = policy.bitsPerSecond().map(Integer::longValue).orElse(usual.bitsPerSecond());
        writer = MediaFileWriter.open(
                target,
                new VideoSettings(width, height, framesPerSecond, bits, usual.fullRange()),
                sampleRate,
                H264Encoder.of(H264Encoder.AUTO),
                comment);
        while (!waiting.isEmpty()) {
            writer.write(waiting.remove());
        }
    }

    /**
     * Gives the file its name.
     *
     * @param pictureEndMicros until when the last picture is shown
     */
    void finish(long pictureEndMicros) {
        if (writer == null) {
            throw new Refusal(ExitCode.FAILED, "no picture of it can be decoded; check that it plays");
        }
        writer.finish(pictureEndMicros);
        endMicros = Math.max(endMicros, pictureEndMicros);
    }

    long pictures() {
        return pictures;
    }

    long samples() {
        return samples;
    }

    double seconds() {
        return endMicros / 1e6;
    }

    /** What was not finished is deleted. */
    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
