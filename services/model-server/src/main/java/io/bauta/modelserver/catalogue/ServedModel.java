/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.catalogue;

import java.util.List;

/**
 * A model with everything that does the same in other sizes.
 *
 * @param name of its first variant
 * @param variants by name
 */
public record ServedModel(String name, List<Variant> variants) {
    public ServedModel {
        variants = List.copyOf(variants);
    }
}
