/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw;

import io.bauta.contracts.Envelope;

/** Anything on a {@code raw.*} topic. Its values mask themselves: no log, metric or exception ever shows one. */
public sealed interface RawRecord permits AccessUnit, PcmChunk, EndOfStream {
    /** Sensor, capture time, epoch and sequence of the record. */
    Envelope envelope();
}
