/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.SensorId;

/**
 * How one sensor is doing at this moment.
 *
 * @param sensor whose lane it is
 * @param waitingRecords raw records not yet taken
 * @param waitingBytes their size
 * @param quietMillis since the last record came
 * @param failuresInARow lanes lost since a chunk was last finished well
 */
public record LaneLoad(SensorId sensor, int waitingRecords, long waitingBytes, long quietMillis, int failuresInARow) {}
