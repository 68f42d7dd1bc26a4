/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.inference.ModelDescription;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.modelserver.catalogue.RefusedFolder.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a folder of exported models. What is not exactly what it says it is, is refused and the rest served. */
public final class CatalogueReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of networks whose description says nothing of it: exporters write floats unless they say otherwise. */
    private static final String USUAL_PRECISION = "fp32";

    private final List<Variant> variants = new ArrayList<>();
    private final List<RefusedFolder> refused = new ArrayList<>();

    private CatalogueReader() {}

    /**
     * @param folder of exported models, one folder each; one that is not there holds none
     * @throws InvalidConfigurationException if it is no folder or cannot be read
     */
    public static Catalogue read(Path folder) {
        if (Files.notExists(folder)) {
            return new Catalogue(List.of(), List.of());
        }
        CatalogueReader reader = new CatalogueReader();
        try (Stream<Path> children = Files.list(folder)) {
            // Hidden ones are exports that are being written.
            children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .filter(Files::isDirectory)
                    .sorted()
                    .forEach(reader::add);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "bauta.model-server.folder", List.of(folder + " is no folder that can be read: " + e));
        }
        return new Catalogue(reader.variants, reader.refused);
    }

    private void add(Path folder) {
        try {
            Variant variant = variant(folder);
            if (variants.stream().anyMatch(other -> same(other, variant))) {
                refuse(folder, Reason.DOUBLE, variant.name() + "@" + variant.sha256() + " is served already");
            } else {
                variants.add(variant);
            }
        } catch (ModelRefusedException e) {
            refuse(folder, reason(e), e.getMessage());
        } catch (IOException e) {
            refuse(folder, Reason.MISSING, "cannot be read: " + e);
        }
    }

    private static boolean same(Variant one, Variant other) {
        return one.name().equals(other.name()) || one.sha256().equals(other.sha256());
    }

    private static Variant variant(Path folder) throws IOException {
        ModelFile model = ModelFile.exported(folder);
        ModelDescription description = model.description().orElseThrow();
        Map<String, ExportedFile> files = new LinkedHashMap<>();
        for (String name : List.of(Variant.NETWORK, Variant.DESCRIPTION, Variant.GOLDEN)) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                files.put(name, ExportedFile.read(file));
            }
        }
        ExportedFile network = files.get(Variant.NETWORK);
        if (network == null || !network.sha256().equals(description.sha256())) {
            throw new ModelRefusedException(
                    ModelRefusedException.Reason.WRONG_DIGEST, folder + " was changed while it was read");
        }
        return new Variant(folder, description, precision(folder), files);
    }

    private static String precision(Path folder) throws IOException {
        return JSON.readTree(folder.resolve(Variant.DESCRIPTION).toFile())
                .path("precision")
                .asText(USUAL_PRECISION);
    }

    private static Reason reason(ModelRefusedException e) {
        return switch (e.reason()) {
            case WRONG_DIGEST -> Reason.WRONG_DIGEST;
            case MISSING, UNLOADABLE -> Reason.MISSING;
            case MALFORMED, OTHER_TENSORS -> Reason.MALFORMED;
        };
    }

    private void refuse(Path folder, Reason reason, String why) {
        refused.add(new RefusedFolder(folder, reason, why));
    }
}
