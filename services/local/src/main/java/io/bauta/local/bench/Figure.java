/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * One measured figure.
 *
 * @param name short, for {@code --only} and machines
 * @param what is measured, in words
 * @param value as measured; null if it could not be
 * @param unit of value and target
 * @param target the most it may be; null if it is told for information
 * @param details what it was worked out from, by name
 */
public record Figure(String name, String what, Double value, String unit, Double target, Map<String, Object> details) {
    public Figure {
        details = new TreeMap<>(details);
    }

    /** Whether the promise is kept; true where there is none, false where there is one and nothing was measured. */
    public boolean met() {
        return target == null || (value != null && value <= target);
    }
}
