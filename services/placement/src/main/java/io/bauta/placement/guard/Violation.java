/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

import java.util.Optional;

/**
 * A pod that could see raw media where it must not.
 *
 * @param namespace of the pod
 * @param pod its name
 * @param uid by which it is told from one made anew under the same name
 * @param node it runs on
 * @param access what it has
 * @param reason in a word
 * @param where in a sentence
 */
public record Violation(
        String namespace, String pod, String uid, String node, RawAccess access, Reason reason, String where) {
    /** What is wrong, as metric labels spell it in lower case. */
    public enum Reason {
        NOT_AN_EDGE_NODE,
        OUTSIDE_THE_NAMESPACE
    }

    /**
     * Looks at a pod that has a node.
     *
     * @param home the one namespace in which raw media may be handled
     * @param onEdge whether its node is an edge node; one that is not known is not
     */
    static Optional<Violation> of(Sighting pod, String home, boolean onEdge) {
        RawAccess access = pod.access();
        if (access.any() && !onEdge) {
            return Optional.of(violation(pod, Reason.NOT_AN_EDGE_NODE, pod.node() + ", which is no edge node"));
        }
        boolean besideRawMedia = access.othersFiles() && onEdge;
        if ((access.any() || besideRawMedia) && !pod.namespace().equals(home)) {
            return Optional.of(violation(
                    pod,
                    Reason.OUTSIDE_THE_NAMESPACE,
                    "namespace " + pod.namespace() + ", where no network policy keeps raw media in"));
        }
        return Optional.empty();
    }

    private static Violation violation(Sighting pod, Reason reason, String where) {
        return new Violation(pod.namespace(), pod.pod(), pod.uid(), pod.node(), pod.access(), reason, where);
    }

    /** For people. */
    public String words() {
        return "pod " + namespace + "/" + pod + " has " + access.words() + " and runs in " + where;
    }
}
