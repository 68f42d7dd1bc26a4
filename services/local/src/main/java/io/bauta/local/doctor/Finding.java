/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.doctor;

/**
 * One thing looked at.
 *
 * @param what its name
 * @param state there, missing, or missing and needed
 * @param detail what was found
 * @param mend what to do, in one line; empty if nothing
 */
public record Finding(String what, State state, String detail, String mend) {

    /** How it stands. */
    public enum State {
        THERE("ok"),
        /** Something does without it, and says so. */
        MISSING("missing"),
        /** {@code ./bauta demo} does not run without it. */
        NEEDED("NEEDED");

        private final String label;

        State(String label) {
            this.label = label;
        }
    }

    static Finding there(String what, String detail) {
        return new Finding(what, State.THERE, detail, "");
    }

    static Finding missing(String what, String detail, String mend) {
        return new Finding(what, State.MISSING, detail, mend);
    }

    static Finding needed(String what, String detail, String mend) {
        return new Finding(what, State.NEEDED, detail, mend);
    }

    /** One line for a terminal. */
    public String line() {
        return String.format("%-18s %-8s %s%s", what, state.label, detail, mend.isEmpty() ? "" : " → " + mend);
    }
}
