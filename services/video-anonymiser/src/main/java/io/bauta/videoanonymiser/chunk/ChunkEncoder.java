/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.media.video.FrameScaler;
import io.bauta.media.video.VideoSettings;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import java.util.List;

/** Encodes a camera's anonymised pictures, with another encoder whenever they become others. Not thread-safe. */
final class ChunkEncoder implements AutoCloseable {
    private static final double MOST_FRAMES_A_SECOND = 240;

    private final VideoPolicy policy;
    private final Codecs codecs;
    private final FrameScaler scaler = new FrameScaler();
    private Codecs.Encoder encoder;
    private VideoSettings settings;
    private Easing.Step step = Easing.Step.NONE;

    ChunkEncoder(VideoPolicy policy, Codecs codecs) {
        this.policy = policy;
        this.codecs = codecs;
    }

    /**
     * Encodes a picture, which stays the caller's.
     *
     * @param first whether a chunk begins with it
     * @param eased the step of its chunk
     * @param stepMicros usual time from one of the camera's pictures to the next
     */
    List<EncodedPacket> encode(AnonymisedFrame frame, boolean first, Easing.Step eased, long stepMicros) {
        if (eased.shrink() == 1) {
            return encodeSized(frame, first, eased, stepMicros);
        }
        try (AnonymisedFrame smaller = frame.divided(eased.shrink(), scaler)) {
            return encodeSized(smaller, first, eased, stepMicros);
        }
    }

    private List<EncodedPacket> encodeSized(AnonymisedFrame frame, boolean first, Easing.Step eased, long stepMicros) {
        ensureEncoder(frame.frame(), eased, stepMicros);
        return encoder.encode(frame, first);
    }

    private void ensureEncoder(Frame frame, Easing.Step eased, long stepMicros) {
        boolean fits = encoder != null
                && step == eased
                && settings.width() == frame.width()
                && settings.height() == frame.height()
                && settings.fullRange() == frame.fullRange();
        if (!fits) {
            close();
            step = eased;
            settings = settingsFor(frame, 1_000_000.0 * eased.share() / stepMicros);
            encoder = codecs.encoder(settings);
        }
    }

    private VideoSettings settingsFor(Frame frame, double framesPerSecond) {
        VideoSettings usual = VideoSettings.of(frame, Math.min(framesPerSecond, MOST_FRAMES_A_SECOND));
        long bits = policy.bitsPerSecond().map(Integer::longValue).orElse(usual.bitsPerSecond());
        return new VideoSettings(usual.width(), usual.height(), usual.framesPerSecond(), bits, usual.fullRange());
    }

    /** See {@link Codecs.Encoder#chunk}. */
    byte[] chunk(List<EncodedPacket> packets, int sequence, long endMicros) {
        return encoder.chunk(packets, sequence, endMicros);
    }

    /** What comes after it is encoded by a new one. */
    @Override
    public void close() {
        scaler.close();
        Codecs.Encoder closing = encoder;
        encoder = null;
        if (closing != null) {
            closing.close();
        }
    }
}
