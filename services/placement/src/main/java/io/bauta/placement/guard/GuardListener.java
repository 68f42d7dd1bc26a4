/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

/** Learns what the guard finds and does. */
public interface GuardListener {
    /** A pod was found that was not known to be astray. */
    void found(Violation violation);

    /** A pod was told to go, or could not be told. */
    void evicted(Violation violation, Outcome outcome);

    /** The pods that are astray are others now. */
    void changed();

    /** What came of telling a pod to go. */
    enum Outcome {
        EVICTED,
        /** A disruption budget stood in the way: it was deleted without asking. */
        DELETED,
        FAILED,
        /** Its namespace is spared: it is reported only. */
        SPARED
    }
}
