/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

/**
 * A tenth of a second of a drawn street: what one raw record holds, and what is known of it.
 *
 * @param samples {@link #SAMPLES} of 16 bits, mono
 * @param heard what is in each of its {@link #HOPS}; not changed by anybody
 */
record DayBlock(short[] samples, Heard[] heard) {
    /** Samples a second. */
    static final int RATE = 16_000;
    /** What is judged at once: 20 ms. */
    static final int HOP = RATE / 50;

    static final int HOPS = 5;
    static final int SAMPLES = HOPS * HOP;
    static final int MICROS = 100_000;
    static final int A_SECOND = 10;

    @Override
    public String toString() {
        return "DayBlock[" + samples.length + " samples masked]";
    }
}
