/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.outcome;

/** Who a release is for. One input has at most both: the same pictures, made anonymous under two policies. */
public enum Level {
    /** For all who may see anonymised media at all. */
    PUBLIC,
    /** For an authorised role, on a topic of its own. */
    RESTRICTED;

    /** As labels of metrics spell it. */
    public String label() {
        return this == PUBLIC ? "public" : "restricted";
    }

    /** As statements spell it: {@code null}, which is left out, for what is public. */
    public String statedAs() {
        return this == PUBLIC ? null : label();
    }
}
