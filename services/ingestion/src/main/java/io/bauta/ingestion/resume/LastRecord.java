/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.resume;

import io.bauta.contracts.SensorId;
import java.util.Optional;

/**
 * The newest raw record of a sensor that the broker holds.
 *
 * @param end why the epoch is over, if this is an end of stream
 * @param run the playing of a file it belongs to; empty for live sources
 */
public record LastRecord(SensorId sensor, long epoch, long sequence, Optional<EndReason> end, Optional<FileRun> run) {

    Position position() {
        return new Position(epoch, sequence);
    }
}
