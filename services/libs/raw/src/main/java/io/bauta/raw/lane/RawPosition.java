/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.raw.RawRecord;

/**
 * Where a raw record stands.
 *
 * @param offset on its partition of the raw topic
 * @param epoch of the sensor's raw numbering
 * @param sequence of the record in that epoch
 */
public record RawPosition(long offset, long epoch, long sequence) {

    public static RawPosition of(RawRecord record, long offset) {
        return new RawPosition(
                offset, record.envelope().epoch(), record.envelope().sequence());
    }

    /** The first place after this one where the sensor's next record can be. */
    public RawPosition next() {
        return new RawPosition(offset + 1, epoch, sequence + 1);
    }
}
