/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.outlet;

import io.bauta.modelserver.catalogue.ExportedFile;
import io.bauta.modelserver.catalogue.Variant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is told of a variant.
 *
 * @param family of architectures
 * @param width the family's scaling factor
 * @param precision of its weights
 * @param sha256 of the network, by which it is downloaded
 * @param bytes of the network
 * @param parameters trained numbers
 * @param macs multiply-accumulates of one run at the sizes of its card
 * @param figures measured results by name
 * @param files by name
 */
public record VariantView(
        String name,
        String version,
        String family,
        double width,
        String precision,
        String sha256,
        long bytes,
        long parameters,
        long macs,
        Map<String, Double> figures,
        Map<String, FileView> files) {

    /**
     * A file to be downloaded.
     *
     * @param path on this server
     */
    public record FileView(String path, String sha256, long bytes) {}

    static VariantView of(Variant variant) {
        var description = variant.description();
        Map<String, FileView> files = new TreeMap<>();
        variant.files().forEach((name, file) -> files.put(name, view(variant, name, file)));
        return new VariantView(
                variant.name(),
                description.version(),
                description.family(),
                description.width(),
                variant.precision(),
                variant.sha256(),
                variant.network().bytes(),
                description.parameters(),
                description.macs(),
                new TreeMap<>(description.figures()),
                files);
    }

    private static FileView view(Variant variant, String name, ExportedFile file) {
        return new FileView("/models/by-digest/" + variant.sha256() + "/" + name, file.sha256(), file.bytes());
    }
}
