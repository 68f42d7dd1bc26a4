/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.delivery;

import io.bauta.contracts.SensorId;
import io.bauta.raw.RawRecord;

/** The way to the edge broker, for one source. Used by the source's delivering thread. */
public interface RawOutlet {

    /** Hands a record over, in order; waits while the broker is away or too much is on its way already. */
    void send(RawRecord record, RecordMarks marks) throws InterruptedException;

    /** Waits until the broker has everything handed over. */
    void awaitAcknowledged() throws InterruptedException;

    /** Whether a record of this sensor was refused for good since the last time this was asked. */
    boolean takeRefusal(SensorId sensor);
}
