/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.media.audio.PcmBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of samples into chunks of 100 ms that lie end to end on the time line. A gap of up to five seconds is
 * filled with silence, samples that would lie on others or before time 0 are left out; after a longer gap a new run of
 * chunks begins. Deterministic; not thread-safe.
 */
final class SoundChunker {
    static final long CHUNK_MICROS = 100_000;
    private static final long TOLERANCE_MICROS = 20_000;
    private static final long LONGEST_SILENCE_MICROS = 5_000_000;

    private final List<Chunk> ready = new ArrayList<>();
    private short[] pending = new short[0];
    private int filled;
    private int rate;
    private long startMicros;
    private long samplesSinceStart;
    private boolean running;

    /**
     * A chunk that is full, or the rest of a run.
     *
     * @param data 16-bit little-endian mono samples
     */
    record Chunk(long ptsMicros, int sampleRate, byte[] data) {
        long endMicros() {
            return ptsMicros + data.length / 2 * 1_000_000L / sampleRate;
        }
    }

    /** @param shiftMicros added to the block's time */
    List<Chunk> add(PcmBlock block, long shiftMicros) {
        long pts = block.ptsMicros() + shiftMicros;
        long distance = running ? pts - expectedMicros() : 0;
        if (!running || block.sampleRate() != rate || distance > LONGEST_SILENCE_MICROS) {
            finish();
            begin(block, Math.max(0, pts));
            distance = Math.min(0, pts);
        }
        short[] samples = block.samples();
        if (distance > TOLERANCE_MICROS) {
            append(new short[Math.toIntExact(distance * rate / 1_000_000)], 0);
            append(samples, 0);
        } else if (distance < -TOLERANCE_MICROS || (distance < 0 && samplesSinceStart == 0)) {
            append(samples, (int) Math.min(samples.length, -distance * rate / 1_000_000));
        } else {
            append(samples, 0);
        }
        return takeReady();
    }

    /** What is left, as a shorter chunk; the next block begins a new run. */
    List<Chunk> rest() {
        finish();
        return takeReady();
    }

    private void begin(PcmBlock block, long ptsMicros) {
        rate = block.sampleRate();
        pending = new short[(int) (rate * CHUNK_MICROS / 1_000_000)];
        startMicros = ptsMicros;
        samplesSinceStart = 0;
        running = true;
    }

    private void finish() {
        if (filled > 0) {
            emit();
        }
        running = false;
    }

    private long expectedMicros() {
        return startMicros + samplesSinceStart * 1_000_000 / rate;
    }

    private void append(short[] samples, int from) {
        for (int at = from; at < samples.length; ) {
            int fits = Math.min(samples.length - at, pending.length - filled);
            System.arraycopy(samples, at, pending, filled, fits);
            at += fits;
            filled += fits;
            samplesSinceStart += fits;
            if (filled == pending.length) {
                emit();
            }
        }
    }

    private void emit() {
        byte[] data = new byte[filled * 2];
        for (int i = 0; i < filled; i++) {
            data[2 * i] = (byte) pending[i];
            data[2 * i + 1] = (byte) (pending[i] >> 8);
        }
        ready.add(new Chunk(startMicros + (samplesSinceStart - filled) * 1_000_000 / rate, rate, data));
        Arrays.fill(pending, (short) 0);
        filled = 0;
    }

    private List<Chunk> takeReady() {
        List<Chunk> taken = List.copyOf(ready);
        ready.clear();
        return taken;
    }
}
