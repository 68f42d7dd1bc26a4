/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.events;

import io.bauta.contracts.SensorId;
import java.time.Instant;

/**
 * Something worth telling.
 *
 * @param id grows by one with every event of this gateway process, after the process's own mark
 * @param time when it was noticed
 * @param kind what it is about
 * @param sensor the sensor's id
 * @param count how often it happened since it was last told; 1 for a single one
 * @param detail a short word on it, such as the reason a chunk was withheld for; empty where there is none
 */
public record Event(String id, Instant time, EventKind kind, String sensor, int count, String detail) {
    /** What is noticed, before it has an id. */
    public record Notice(EventKind kind, SensorId sensor, int count, String detail) {
        public static Notice of(EventKind kind, SensorId sensor, String detail) {
            return new Notice(kind, sensor, 1, detail);
        }
    }
}
