/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.util.List;
import java.util.Optional;

/**
 * Whether an encoder does here what {@link VideoEncoder} promises: a few small pictures, each with a packet at once,
 * keyframes where they were asked for and nowhere else, and all of them can be decoded. Being built in says nothing: the
 * driver, the device or the rights to it may be missing.
 */
final class EncoderProbe {
    private static final System.Logger LOG = System.getLogger(EncoderProbe.class.getName());
    private static final int PICTURES = 6;
    /** An encoder that minds no orders gives its keyframes elsewhere. */
    private static final int SECOND_KEYFRAME = 4;

    private EncoderProbe() {}

    /** Never throws, whatever a driver does; says nothing louder than at level DEBUG. */
    static boolean passes(H264Encoder candidate) {
        try {
            return candidate.callable() && encodes(candidate);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "encoder {0} is not used: {1}", candidate.label(), e.getMessage());
            return false;
        }
    }

    private static boolean encodes(H264Encoder candidate) {
        VideoSettings settings = VideoSettings.of(320, 240, 25);
        try (VideoEncoder encoder = VideoEncoder.probing(settings, candidate);
                VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(encoder.codecConfiguration()))) {
            int decoded = 0;
            for (int i = 0; i < PICTURES; i++) {
                List<EncodedPacket> packets = encode(encoder, i);
                boolean asked = i % SECOND_KEYFRAME == 0;
                if (packets.size() != 1 || packets.getFirst().keyframe() != asked) {
                    return false;
                }
                decoded += seen(decoder.decode(packets.getFirst().data(), i));
            }
            return encoder.drain().isEmpty() && decoded + seen(decoder.drain()) == PICTURES;
        }
    }

    private static List<EncodedPacket> encode(VideoEncoder encoder, int number) {
        try (Frame frame = Frame.black(320, 240, number * 40_000L)) {
            return encoder.encode(frame, number % SECOND_KEYFRAME == 0);
        }
    }

    private static int seen(List<Frame> frames) {
        frames.forEach(Frame::close);
        return frames.size();
    }
}
