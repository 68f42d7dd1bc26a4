/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import io.bauta.inference.ElementType;
import io.bauta.modelserver.inference.RequestRefusedException;
import java.util.Arrays;
import java.util.Locale;

/** The protocol's names of the types that networks here are made of. */
public enum Datatype {
    FP32(ElementType.FLOAT32),
    UINT8(ElementType.UINT8),
    INT8(ElementType.INT8),
    INT32(ElementType.INT32),
    INT64(ElementType.INT64);

    private final ElementType type;

    Datatype(ElementType type) {
        this.type = type;
    }

    public ElementType type() {
        return type;
    }

    public static Datatype of(ElementType type) {
        return Arrays.stream(values())
                .filter(datatype -> datatype.type == type)
                .findFirst()
                .orElseThrow();
    }

    /** @throws RequestRefusedException if it is none that networks here take */
    static Datatype named(String name) {
        return Arrays.stream(values())
                .filter(datatype -> datatype.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> RequestRefusedException.malformed(
                        "datatype '" + name + "' is none that is taken: " + Arrays.toString(values())));
    }
}
