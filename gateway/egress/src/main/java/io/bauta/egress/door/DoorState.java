/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import java.time.Instant;

/** How the door stands, for people and probes. */
public sealed interface DoorState {
    Instant since();

    /** Not tried yet. */
    record Starting(Instant since) implements DoorState {}

    /** Records flow. */
    record Open(Instant since) implements DoorState {}

    /** Records wait on the edge broker, whose retention is the buffer. */
    record UplinkAway(Instant since, String detail) implements DoorState {}

    /** There is nothing to read: the edge broker does not answer. */
    record EdgeAway(Instant since, String detail) implements DoorState {}

    /** The door met something it does not know; it tries again from its last committed position. */
    record Failing(Instant since, String detail) implements DoorState {}

    /** Stopped for good. */
    record Closed(Instant since) implements DoorState {}

    /** As health and logs spell it. */
    default String label() {
        return switch (this) {
            case Starting starting -> "starting";
            case Open open -> "open";
            case UplinkAway away -> "uplink-away";
            case EdgeAway away -> "edge-away";
            case Failing failing -> "failing";
            case Closed closed -> "closed";
        };
    }
}
