/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import java.util.TreeSet;

/**
 * Checks that one sensor's numbers of one epoch come gap-free and once each. Not thread-safe.
 *
 * <p>A number that is passed over is a gap until it arrives after all; then it was late, not lost.
 */
final class SequenceLedger {
    private final TreeSet<Long> missing = new TreeSet<>();
    private long next;
    private long duplicates;

    /** @param first the number expected first */
    SequenceLedger(long first) {
        this.next = first;
    }

    void arrived(long sequence) {
        if (sequence >= next) {
            for (long passedOver = next; passedOver < sequence; passedOver++) {
                missing.add(passedOver);
            }
            next = sequence + 1;
        } else if (!missing.remove(sequence)) {
            duplicates++;
        }
    }

    long gaps() {
        return missing.size();
    }

    long duplicates() {
        return duplicates;
    }
}
