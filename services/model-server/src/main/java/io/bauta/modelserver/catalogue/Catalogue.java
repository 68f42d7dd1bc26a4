/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is served: every variant whose digest was found to be right, by name. Immutable.
 *
 * @param variants by name
 * @param refused folders that are not served
 */
public record Catalogue(List<Variant> variants, List<RefusedFolder> refused) {
    public Catalogue {
        variants = variants.stream().sorted(Comparator.comparing(Variant::name)).toList();
        refused = List.copyOf(refused);
    }

    /** The variants, those of one model together. */
    public List<ServedModel> models() {
        Map<Variant, List<Variant>> grouped = new LinkedHashMap<>();
        for (Variant variant : variants) {
            Variant first = grouped.keySet().stream()
                    .filter(variant::isVariantOf)
                    .findFirst()
                    .orElse(variant);
            grouped.computeIfAbsent(first, unused -> new ArrayList<>()).add(variant);
        }
        return grouped.entrySet().stream()
                .map(entry -> new ServedModel(entry.getKey().name(), entry.getValue()))
                .toList();
    }

    public Optional<Variant> named(String name) {
        return variants.stream().filter(variant -> variant.name().equals(name)).findFirst();
    }

    /** @param sha256 of the network, hexadecimal */
    public Optional<Variant> withDigest(String sha256) {
        return variants.stream()
                .filter(variant -> variant.sha256().equalsIgnoreCase(sha256))
                .findFirst();
    }
}
