/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceException;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.video.DecodeException;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All frames of a picture or a video file, one after the other. */
public final class FrameWalk {
    /** A photograph is one packet, however large its file is. */
    private static final SourceOptions PATIENCE =
            new SourceOptions(Duration.ofSeconds(10), Duration.ofSeconds(10), 256 << 20);

    /** Told each frame, upright, which is closed afterwards. */
    public interface Visitor {
        /**
         * @param share of the file that is done, 0 to 1, as far as its length is known
         * @return whether to go on
         */
        boolean visit(Frame frame, double share);
    }

    private FrameWalk() {}

    /**
     * Walks to the end, or until the visitor has enough.
     *
     * @return packets that no frame came of
     * @throws SourceException if it cannot be opened, holds no pictures or breaks off before the first one
     * @throws DecodeException if its pictures cannot be decoded here at all
     */
    public static long walk(Path file, Visitor visitor) {
        try (SourceReader reader = SourceReader.open(new SourceLocation(file.toString()), PATIENCE)) {
            SourceStream stream = reader.stream(StreamKind.VIDEO)
                    .orElseThrow(
                            () -> new SourceException(SourceException.Kind.NO_STREAMS, file + " holds no pictures"));
            try (VideoDecoder decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration())) {
                Orientation ofPixels = Orientation.of(file);
                Orientation orientation = ofPixels == Orientation.TOP_LEFT ? Orientation.of(stream) : ofPixels;
                return walk(reader, stream, decoder, upright(orientation, visitor));
            }
        }
    }

    /** A frame that was turned already is closed twice, which does no harm. */
    private static Visitor upright(Orientation orientation, Visitor visitor) {
        return (frame, share) -> {
            try (Frame turned = orientation.upright(frame)) {
                return visitor.visit(turned, share);
            }
        };
    }

    private static long walk(SourceReader reader, SourceStream stream, VideoDecoder decoder, Visitor visitor) {
        long damaged = 0;
        long seen = 0;
        long total = reader.durationMicros().orElse(0);
        for (Optional<Packet> next = next(reader, seen); next.isPresent(); next = next(reader, seen)) {
            Packet packet = next.get();
            if (packet.stream() != stream.index()) {
                continue;
            }
            double share = total == 0 ? 0 : Math.clamp((double) packet.dtsMicros() / total, 0, 1);
            try {
                List<Frame> frames = decoder.decode(packet.data(), packet.ptsMicros(), packet.codecConfiguration());
                seen += frames.size();
                if (!visit(frames, share, visitor)) {
                    return damaged;
                }
            } catch (DecodeException e) {
                damaged++;
            }
        }
        try {
            visit(decoder.drain(), 1, visitor);
        } catch (DecodeException e) {
            damaged++;
        }
        return damaged;
    }

    /** A video that is cut short is looked at as far as it goes. */
    private static Optional<Packet> next(SourceReader reader, long seen) {
        try {
            return reader.next();
        } catch (SourceException e) {
            if (seen == 0) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean visit(List<Frame> frames, double share, Visitor visitor) {
        Iterator<Frame> left = frames.iterator();
        boolean more = true;
        try {
            while (more && left.hasNext()) {
                try (Frame frame = left.next()) {
                    more = visitor.visit(frame, share);
                }
            }
        } finally {
            left.forEachRemaining(Frame::close);
        }
        return more;
    }
}
