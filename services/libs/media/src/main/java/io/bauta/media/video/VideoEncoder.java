/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.util.List;

/**
 * Encodes frames to H.264 in real time: no B-frames, no skipped frames, as many packets out as frames in. Works on one
 * thread of its caller; not thread-safe.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class VideoEncoder implements AutoCloseable {
    private VideoEncoder() {}

    /** @throws EncodeException if no H.264 encoder is built in or it refuses the settings */
    public static VideoEncoder open(VideoSettings settings) {
        throw new UnsupportedOperationException();
    }

    public VideoSettings settings() {
        throw new UnsupportedOperationException();
    }

    /** Parameter sets (SPS and PPS) for the container; the packets do not repeat them. Not to be changed. */
    public byte[] codecConfiguration() {
        throw new UnsupportedOperationException();
    }

    /**
     * Encodes one frame, which stays the caller's.
     *
     * @param frame of the settings' size, shown after the one before
     * @param keyframe whether it must be an IDR picture; the first one always is
     * @throws EncodeException if the frame has another size, goes back in time or cannot be encoded
     */
    public List<EncodedPacket> encode(Frame frame, boolean keyframe) {
        throw new UnsupportedOperationException();
    }

    /** Gives what is still held back. The encoder takes no frame after it. */
    public List<EncodedPacket> drain() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
