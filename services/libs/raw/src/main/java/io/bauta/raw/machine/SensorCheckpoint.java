/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.raw.lane.RawPosition;

/**
 * All that is known of a sensor at the last commit.
 *
 * @param restart the first raw record its lane must see again
 * @param held whether the lane had already been fed records from {@code restart} on
 * @param epoch of its numbering on the anon and audit topics
 * @param anonSequence its next number on the anon topic
 * @param auditSequence its next number on the audit topic
 * @param previous SHA-256 of its last statement; empty before the first
 * @param coveredUntilMicros end of the last chunk stated, microseconds since 1970
 * @param state its lane's own words
 * @param restrictedSequence its next number on the restricted topic; 0 where it has none
 */
record SensorCheckpoint(
        RawPosition restart,
        boolean held,
        long epoch,
        long anonSequence,
        long auditSequence,
        String previous,
        long coveredUntilMicros,
        String state,
        long restrictedSequence) {

    SensorCheckpoint holding(boolean now) {
        return new SensorCheckpoint(
                restart,
                now,
                epoch,
                anonSequence,
                auditSequence,
                previous,
                coveredUntilMicros,
                state,
                restrictedSequence);
    }
}
