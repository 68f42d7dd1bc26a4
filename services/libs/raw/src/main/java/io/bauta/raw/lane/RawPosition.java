/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.raw.RawRecord;

/**
 * Where a raw record stands.
 *
 * @param offset on its partition of the raw topic
 * @param epoch of the sensor's raw numbering; -1 if any record may come there
 * @param sequence of the record in that epoch
 */
public record RawPosition(long offset, long epoch, long sequence) {

    public static RawPosition of(RawRecord record, long offset) {
        return new RawPosition(
                offset, record.envelope().epoch(), record.envelope().sequence());
    }

    /** Any record from this offset on, after a stretch that could not be read. */
    public static RawPosition anyFrom(long offset) {
        return new RawPosition(offset, -1, -1);
    }

    public boolean isAny() {
        return epoch < 0;
    }

    /** The first place after this one where the sensor's next record can be. */
    public RawPosition next() {
        return new RawPosition(offset + 1, epoch, sequence + 1);
    }
}
