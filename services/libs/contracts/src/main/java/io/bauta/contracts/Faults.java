/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects everything that is wrong with a configuration, so that a person mends it once and not one line per start.
 * Not thread-safe; use one per file.
 */
public final class Faults {
    private final String subject;
    private final List<String> found = new ArrayList<>();

    /** @param subject what is being checked, for the heading of the message */
    public Faults(String subject) {
        this.subject = subject;
    }

    public void add(String where, String fault) {
        found.add(where + ": " + fault);
    }

    public void check(boolean holds, String where, String fault) {
        if (!holds) {
            add(where, fault);
        }
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** @throws InvalidConfigurationException listing every fault, if there is one */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidConfigurationException(subject, found);
        }
    }
}
