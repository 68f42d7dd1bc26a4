/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Plays media in memory and looks at each picture. */
public final class Projector {
    private Projector() {}

    /** What a test wants to know of each picture of a film, in order. */
    public static <T> List<T> look(byte[] media, Function<Frame, T> at) {
        List<T> seen = new ArrayList<>();
        try (SourceReader source = SourceReader.open(media)) {
            SourceStream stream = source.stream(StreamKind.VIDEO).orElseThrow();
            try (VideoDecoder decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration())) {
                packets(
                        source,
                        stream.index(),
                        packet -> see(
                                decoder.decode(packet.data(), packet.ptsMicros(), packet.codecConfiguration()),
                                at,
                                seen));
                see(decoder.drain(), at, seen);
            }
        }
        return seen;
    }

    /** Takes what there is to see of frames, and closes them. */
    public static <T> void see(List<Frame> frames, Function<Frame, T> at, List<T> seen) {
        for (Frame frame : frames) {
            try (frame) {
                seen.add(at.apply(frame));
            }
        }
    }

    /** The packets of one stream to the end. */
    public static void packets(SourceReader source, int stream, Consumer<Packet> taker) {
        for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
            if (packet.get().stream() == stream) {
                taker.accept(packet.get());
            }
        }
    }

    /** All packets of media in memory. */
    public static List<Packet> packets(byte[] media) {
        List<Packet> packets = new ArrayList<>();
        try (SourceReader source = SourceReader.open(media)) {
            for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
                packets.add(packet.get());
            }
        }
        return packets;
    }
}
