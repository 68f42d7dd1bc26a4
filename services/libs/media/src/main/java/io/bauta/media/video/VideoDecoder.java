/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.util.List;
import java.util.Optional;

/**
 * Decodes packets of one camera to frames in presentation order, with strictly increasing times. Works on one thread of
 * its caller; not thread-safe.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // a skeleton still
public final class VideoDecoder implements AutoCloseable {
    /** Largest picture decoded unless told otherwise: 8K. */
    public static final long DEFAULT_MAX_PIXELS = 7680L * 4320L;

    private VideoDecoder() {}

    /** As {@link #open(String, Optional, long)} with {@link #DEFAULT_MAX_PIXELS}. */
    public static VideoDecoder open(String codec, Optional<byte[]> codecConfiguration) {
        return open(codec, codecConfiguration, DEFAULT_MAX_PIXELS);
    }

    /**
     * @param codec FFmpeg's name: {@code h264} (Annex B without configuration, or avcC with it), {@code mjpeg}, …
     * @param maxPixels width × height beyond which a picture is refused
     * @throws DecodeException of kind UNSUPPORTED if the codec is not built in
     */
    public static VideoDecoder open(String codec, Optional<byte[]> codecConfiguration, long maxPixels) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #decode(byte[], long)}. A configuration unlike the one in force first drains the decoder and opens it
     * anew, so hand in a new one at a keyframe only; empty keeps what is in force.
     */
    public List<Frame> decode(byte[] data, long ptsMicros, Optional<byte[]> codecConfiguration) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes one packet and gives the frames that are ready, none or several. An empty packet is ignored.
     *
     * @return frames that the caller owns and closes
     * @throws DecodeException if it cannot be decoded; frames that were ready come with the next call
     */
    public List<Frame> decode(byte[] data, long ptsMicros) {
        return decode(data, ptsMicros, Optional.empty());
    }

    /** Gives the frames still held back for reordering; the decoder then stands as after {@link #reset()}. */
    public List<Frame> drain() {
        throw new UnsupportedOperationException();
    }

    /** Forgets references and times; the next packet should be a keyframe. */
    public void reset() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
