/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The definitions of the objects, as Fabric8's generator makes them of the classes. */
public final class Definitions {
    /** Those that the chart installs. */
    public static final Path CHART = Path.of("../../charts/bauta/crds");

    private static final List<Class<? extends HasMetadata>> TYPES =
            List.of(Camera.class, Microphone.class, AnonymisationPolicy.class, EdgeSite.class);
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private Definitions() {}

    /** By the file's name. */
    public static Map<String, String> yaml() throws IOException {
        Map<String, ByteArrayOutputStream> written = new HashMap<>();
        new CRDGenerator()
                .customResourceClasses(TYPES)
                .forCRDVersions("v1")
                .withOutput(new InMemory(written))
                .generate();
        Map<String, String> texts = new TreeMap<>();
        for (Class<? extends HasMetadata> type : TYPES) {
            String name = HasMetadata.getFullResourceName(type);
            ByteArrayOutputStream text = written.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(name))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            JsonNode tree = YAML.readTree(text.toString(UTF_8));
            saidOnce(tree);
            columnsInOrder(tree, type);
            texts.put(name + ".yaml", YAML.writeValueAsString(tree));
        }
        return texts;
    }

    /** The generator finds what stands at a record's component twice: at its field and at its accessor. */
    private static void saidOnce(JsonNode node) {
        if (node.path("x-kubernetes-validations") instanceof ArrayNode rules) {
            Set<JsonNode> distinct = new LinkedHashSet<>();
            rules.forEach(distinct::add);
            rules.removeAll();
            rules.addAll(distinct);
        }
        node.forEach(Definitions::saidOnce);
    }

    /** In the order in which a person reads them, not the alphabet's. */
    private static void columnsInOrder(JsonNode tree, Class<?> type) {
        List<String> order = Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        for (JsonNode version : tree.path("spec").path("versions")) {
            ArrayNode columns = (ArrayNode) version.path("additionalPrinterColumns");
            List<JsonNode> sorted = new ArrayList<>();
            columns.forEach(sorted::add);
            sorted.sort(Comparator.comparingInt(
                    column -> order.indexOf(column.path("name").asText())));
            ((ObjectNode) version).putArray("additionalPrinterColumns").addAll(sorted);
        }
    }

    private static final class InMemory implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
        private final Map<String, ByteArrayOutputStream> written;

        InMemory(Map<String, ByteArrayOutputStream> written) {
            this.written = written;
        }

        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return written.computeIfAbsent(name, n -> new ByteArrayOutputStream());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
