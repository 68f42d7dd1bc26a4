/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import java.util.List;

/** A configuration that cannot be used; the message lists every fault on a line of its own. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final List<String> faults;

    public InvalidConfigurationException(String subject, List<String> faults) {
        super(subject + " cannot be used, " + faults.size() + (faults.size() == 1 ? " fault" : " faults") + ":\n  - "
                + String.join("\n  - ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
