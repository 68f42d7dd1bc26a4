/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.config;

import java.time.Duration;

/**
 * How much and how often.
 *
 * @param mostBytesInFlight sent and not yet acknowledged
 * @param commitEvery between two commits of the position
 * @param settle quiet at the fog before looking at what arrived before a restart
 * @param probeEvery between two questions to the brokers where their logs end
 */
public record DoorLimits(long mostBytesInFlight, Duration commitEvery, Duration settle, Duration probeEvery) {
    public static DoorLimits of(EgressConfig.Door door) {
        return new DoorLimits(door.mostBytesInFlight(), door.commitEvery(), door.settle(), door.probeEvery());
    }
}
