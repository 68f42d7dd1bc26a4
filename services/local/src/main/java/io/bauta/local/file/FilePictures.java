/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.local.detect.ContactSheet;
import io.bauta.local.detect.Orientation;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.video.DecodeException;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.method.VideoAnonymisation;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The pictures of a file on their way from packet to output. Not thread-safe. */
final class FilePictures implements AutoCloseable {
    private static final double USUAL_FRAMES_PER_SECOND = 25;
    private static final double MOST_FRAMES_PER_SECOND = 240;

    private final FrameAnonymiser anonymiser;
    private final VideoDecoder decoder;
    private final Optional<ContactSheet> preview;
    private final Coverage coverage;
    private final double framesPerSecond;
    private final Orientation orientation;
    private long damaged;
    private long endMicros;

    /** @param person who is left visible, if there is somebody */
    FilePictures(SourceStream stream, FileJob job, Optional<LeftVisible> person) {
        VideoAnonymisation.of(job.policy().video()).rehearse();
        this.anonymiser = person.map(one -> one.anonymiser(job.policy().video()))
                .orElseGet(() -> new FrameAnonymiser(job.policy().video(), job.sights()));
        this.preview = job.preview();
        this.coverage = new Coverage(job.policy().video().regions());
        this.framesPerSecond = stream.framesPerSecond() > 0
                ? Math.min(stream.framesPerSecond(), MOST_FRAMES_PER_SECOND)
                : USUAL_FRAMES_PER_SECOND;
        this.orientation = Orientation.of(stream);
        this.decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration());
    }

    /** Nominal, as far as known. */
    double framesPerSecond() {
        return framesPerSecond;
    }

    FrameAnonymiser anonymiser() {
        return anonymiser;
    }

    /** What was covered when. */
    Coverage coverage() {
        return coverage;
    }

    /** @throws io.bauta.videoanonymiser.method.MethodFailedException if a picture cannot be made anonymous */
    void take(Packet packet, FileOutput output) {
        long duration = packet.durationMicros() > 0 ? packet.durationMicros() : Math.round(1_000_000 / framesPerSecond);
        endMicros = Math.max(endMicros, packet.ptsMicros() + duration);
        try {
            write(decoder.decode(packet.data(), packet.ptsMicros(), packet.codecConfiguration()), output);
        } catch (DecodeException e) {
            damaged++;
        }
    }

    void drain(FileOutput output) {
        try {
            write(decoder.drain(), output);
        } catch (DecodeException e) {
            damaged++;
        }
        give(anonymiser.finish(), output);
        coverage.end(anonymiser);
    }

    private void write(List<Frame> frames, FileOutput output) {
        Iterator<Frame> left = frames.iterator();
        try {
            while (left.hasNext()) {
                Frame frame = left.next();
                coverage.reach(frame.ptsMicros(), anonymiser);
                give(anonymiser.take(orientation.upright(frame)), output);
            }
        } finally {
            left.forEachRemaining(Frame::close);
        }
    }

    private void give(List<AnonymisedFrame> ready, FileOutput output) {
        Iterator<AnonymisedFrame> left = ready.iterator();
        try {
            while (left.hasNext()) {
                try (AnonymisedFrame anonymous = left.next()) {
                    output.write(anonymous);
                    preview.ifPresent(sheet -> sheet.add(anonymous));
                }
            }
        } finally {
            left.forEachRemaining(AnonymisedFrame::close);
        }
    }

    /** Packets that no picture came of. */
    long damaged() {
        return damaged;
    }

    /** When the last picture is no longer shown. */
    long endMicros() {
        return endMicros;
    }

    @Override
    public void close() {
        anonymiser.close();
        decoder.close();
    }
}
