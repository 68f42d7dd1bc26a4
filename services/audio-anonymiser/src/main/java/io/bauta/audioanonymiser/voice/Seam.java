/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

/**
 * Joins sound that is taken up in the middle of speech to the last sample that was released: after a new start of the process
 * other numbers are drawn, so another voice goes on, and the step to it would click. The difference fades over one hop, inside
 * the stretch; where nothing differs nothing is changed. Not thread-safe.
 */
final class Seam {
    private final long next;
    private final double last;
    private final int length;
    private double before;
    private double difference;
    private boolean over;

    /** @param length samples that the difference fades over */
    Seam(TakeUp takeUp, int length) {
        this.next = takeUp.next();
        this.last = takeUp.lastSample();
        this.length = length;
        this.over = takeUp.next() == 0;
    }

    /** The sample of disguised speech, as it shall be. */
    double joined(long index, double sample) {
        if (over) {
            return sample;
        }
        if (index < next) {
            before = Math.clamp(Math.rint(sample), Short.MIN_VALUE, Short.MAX_VALUE);
            return sample;
        }
        if (index == next) {
            difference = last - before;
        }
        over = index - next >= length || difference == 0;
        return sample + difference * 0.5 * (1 + Math.cos(Math.PI * Math.min(length, index - next) / length));
    }

    /** A hop of samples that are as they were: a seam that lies here, or was not over yet, needs no joining. */
    void pass(long first, short[] samples) {
        if (!over && first + samples.length >= next) {
            long at = next - 1 - first;
            before = at >= 0 && at < samples.length ? samples[(int) at] : before;
            over = first + samples.length > next;
        }
    }

    /** The run has ended. */
    void passed() {
        over = true;
    }
}
