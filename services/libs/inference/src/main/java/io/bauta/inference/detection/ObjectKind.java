/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a detector may find. */
public enum ObjectKind {
    /** From the forehead to the chin, as far as it shows; mostly with five points. */
    FACE,
    /** Seen from any side. */
    HEAD,
    /** A whole person, as far as the picture shows one. */
    PERSON,
    /** A number plate of a vehicle. */
    PLATE;

    /** As people and files spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that label, whatever its case. */
    public static Optional<ObjectKind> labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equalsIgnoreCase(label))
                .findAny();
    }
}
