/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.rollout;

import java.util.Set;

/**
 * A node, what it should have and what it has.
 *
 * @param name in Bauta
 * @param wanted sensors by the plan
 * @param has sensors that it was told of
 * @param leaving sensors that it was told to let go, and may still work on
 * @param told digest of what it was told; empty if nothing
 * @param work how far its pods are
 * @param answers whether it is there to be waited for
 * @param gone whether nothing can run there any more
 */
public record NodeState(
        String name,
        Set<String> wanted,
        Set<String> has,
        Set<String> leaving,
        String told,
        Work work,
        boolean answers,
        boolean gone) {
    public NodeState {
        wanted = Set.copyOf(wanted);
        has = Set.copyOf(has);
        leaving = Set.copyOf(leaving);
    }

    /** How far a node's pods are with what it was told. */
    public enum Work {
        /** There are none. */
        NONE,
        /** Pods of before still run, or may. */
        OLD,
        /** Those of before are gone, the new ones are not ready. */
        STARTING,
        /** The new ones are ready. */
        READY
    }

    /** Whether it may still work on the sensor. */
    boolean holds(String sensor) {
        return !gone && (has.contains(sensor) || (leaving.contains(sensor) && work == Work.OLD));
    }

    /** Whether others wait until it is through with what it was told. */
    boolean holdsOthersUp() {
        return answers && !has.isEmpty() && (work == Work.OLD || work == Work.STARTING);
    }
}
