/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Pictures full of detail for tests, as a camera would send them, and what chunks show when played. */
public final class Pictures {
    private Pictures() {}

    /** Noise: no two neighbouring samples are alike, so that whatever is not hidden shows. */
    public static Frame noise(int width, int height, long ptsMicros) {
        Frame frame = Frame.black(width, height, ptsMicros);
        Random random = new Random(ptsMicros);
        for (int plane = 0; plane < 3; plane++) {
            ByteBuffer samples = frame.writablePlane(plane);
            byte[] noise = new byte[samples.remaining()];
            random.nextBytes(noise);
            samples.put(noise);
        }
        return frame;
    }

    /**
     * H.264 of noise, Annex B, a keyframe at the first picture and at every {@code group}-th.
     *
     * @param firstPts time of the first picture
     * @param step from picture to picture, microseconds
     */
    public static List<EncodedPacket> encoded(int width, int height, int count, int group, long firstPts, long step) {
        List<EncodedPacket> packets = new ArrayList<>();
        try (VideoEncoder encoder = VideoEncoder.open(VideoSettings.of(width, height, 25))) {
            for (int i = 0; i < count; i++) {
                try (Frame frame = noise(width, height, firstPts + i * step)) {
                    packets.addAll(encoder.encode(frame, i % group == 0));
                }
            }
            byte[] parameters = encoder.codecConfiguration();
            return packets.stream()
                    .map(packet -> packet.keyframe() ? withParameters(packet, parameters) : packet)
                    .toList();
        }
    }

    private static EncodedPacket withParameters(EncodedPacket packet, byte[] parameters) {
        byte[] both = new byte[parameters.length + packet.data().length];
        System.arraycopy(parameters, 0, both, 0, parameters.length);
        System.arraycopy(packet.data(), 0, both, parameters.length, packet.data().length);
        return new EncodedPacket(packet.ptsMicros(), true, both);
    }

    /**
     * A picture as played.
     *
     * @param detail mean difference of neighbouring luma samples inside blocks of 4 × 4: noise has about 85, what is
     *     hidden nearly none
     */
    public record Shown(long ptsMicros, int width, int height, double detail) {}

    /** Plays one or several chunks, one after the other, from memory. */
    public static List<Shown> play(byte[] media) {
        List<Shown> shown = new ArrayList<>();
        try (SourceReader reader = SourceReader.open(media)) {
            SourceStream stream = reader.stream(StreamKind.VIDEO).orElseThrow();
            try (VideoDecoder decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration())) {
                for (Optional<Packet> packet = reader.next(); packet.isPresent(); packet = reader.next()) {
                    decoder.decode(packet.get().data(), packet.get().ptsMicros())
                            .forEach(frame -> shown.add(look(frame)));
                }
                decoder.drain().forEach(frame -> shown.add(look(frame)));
            }
        }
        return shown;
    }

    private static Shown look(Frame frame) {
        try (frame) {
            return new Shown(frame.ptsMicros(), frame.width(), frame.height(), detail(frame));
        }
    }

    /** See {@link Shown#detail}. */
    public static double detail(Frame frame) {
        ByteBuffer luma = frame.plane(0);
        int stride = frame.stride(0);
        long sum = 0;
        long pairs = 0;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x + 1 < frame.width(); x++) {
                if (x % 4 != 3) {
                    int here = luma.get(y * stride + x) & 0xff;
                    sum += Math.abs(here - (luma.get(y * stride + x + 1) & 0xff));
                    pairs++;
                }
            }
        }
        return (double) sum / pairs;
    }
}
