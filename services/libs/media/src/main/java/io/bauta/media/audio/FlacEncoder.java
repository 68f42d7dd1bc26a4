/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import io.bauta.media.MediaException;
import io.bauta.media.MediaLibrary;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Packs 16-bit mono samples losslessly as FLAC (RFC 9639). Each chunk is a whole stream that plays by itself; its frames
 * carry the number of their first sample in the microphone's whole stream, so that chunks written one after the other
 * play too, in time and complete. Each chunk is unpacked again before it is given out. Not thread-safe.
 */
public final class FlacEncoder implements AutoCloseable {
    private static final int HIGHEST_RATE = 655_350;
    /** A second is seldom needed; that one after the other misleads by chance is next to impossible. */
    private static final int MOST_WAYS = 16;

    private final int sampleRate;
    private long nextSample;

    private FlacEncoder(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** @param sampleRate samples a second, 1 to 655 350 */
    public static FlacEncoder open(int sampleRate) {
        if (sampleRate < 1 || sampleRate > HIGHEST_RATE) {
            throw new IllegalArgumentException("FLAC knows 1 to 655350 samples a second, not " + sampleRate);
        }
        MediaLibrary.load();
        return new FlacEncoder(sampleRate);
    }

    /** As {@link #encode(short[], long)}, going on where the chunk before ended; the first one begins at 0. */
    public byte[] encode(short[] samples) {
        return encode(samples, nextSample);
    }

    /**
     * One chunk.
     *
     * @param samples at least one
     * @param firstSample number of the first of them in the microphone's whole stream, from 0; taken modulo 2^31
     * @throws MediaException if they cannot be encoded
     */
    public byte[] encode(short[] samples, long firstSample) {
        if (samples.length == 0 || firstSample < 0) {
            throw new IllegalArgumentException("a chunk has at least one sample and begins at 0 or later");
        }
        for (int way = 0; way < MOST_WAYS; way++) {
            Optional<byte[]> chunk = packed(samples, firstSample, way);
            if (chunk.isPresent() && unpacks(chunk.get(), samples)) {
                nextSample = firstSample + samples.length;
                return chunk.get();
            }
        }
        throw new MediaException("FLAC of " + samples.length + " samples does not unpack as it was");
    }

    /**
     * Empty if players would take some of what is in a frame for the beginning of another.
     *
     * @param way the first is the best; the others differ in how many blocks there are, and whether samples are predicted:
     *     the first few of a block stand there as they are if so, and may themselves look like a beginning
     */
    private Optional<byte[]> packed(short[] samples, long firstSample, int way) {
        int block = Math.ceilDiv(samples.length, 1 + way / 2);
        boolean predicts = way % 2 == 0;
        ByteArrayOutputStream frames = new ByteArrayOutputStream(samples.length * 2);
        BitSet beginnings = new BitSet();
        try (FlacStream stream = FlacStream.open(sampleRate, block, predicts)) {
            for (int from = 0; from < samples.length; from += stream.blockSize()) {
                int count = Math.min(stream.blockSize(), samples.length - from);
                byte[] frame = stream.encode(samples, from, count);
                beginnings.set(frames.size());
                frames.writeBytes(FlacFrameNumber.renumber(frame, firstSample + from));
            }
            byte[] head = FlacHead.of(stream.finish());
            byte[] body = frames.toByteArray();
            byte[] chunk = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, chunk, head.length, body.length);
            return FlacBeginnings.areOnly(beginnings, body) ? Optional.of(chunk) : Optional.empty();
        }
    }

    private static boolean unpacks(byte[] chunk, short[] samples) {
        try {
            return Arrays.equals(FlacDecoder.decode(chunk).samples(), samples);
        } catch (MediaException e) {
            return false;
        }
    }

    /** Nothing is held between chunks; here for symmetry with the other encoders. */
    @Override
    public void close() {
        nextSample = 0;
    }
}
