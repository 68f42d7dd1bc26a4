/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.site.SensorKind;
import io.bauta.contracts.site.SiteReader;
import io.bauta.placement.api.v1alpha1.SensorSpec;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the site file of a node: the very text that ingestion, the anonymisers and the door read. */
public final class SiteFile {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private SiteFile() {}

    /**
     * @param site its name
     * @param node its name in Bauta
     * @param sensors at least one, unique by id; the same ones give the same text
     */
    public static String text(String site, String node, Collection<AcceptedSensor> sensors) {
        ObjectNode root = YAML.createObjectNode().put("site", site).put("node", node);
        List<AcceptedSensor> ordered = sensors.stream()
                .sorted(Comparator.comparing(AcceptedSensor::id))
                .toList();
        ArrayNode all = root.putArray("sensors");
        ordered.forEach(sensor -> all.add(entry(sensor)));
        Map<String, ObjectNode> policies = new TreeMap<>();
        ordered.stream()
                .flatMap(AcceptedSensor::policies)
                .forEach(policy -> policies.put(policy.policy().reference().id(), policy.text()));
        root.putArray("policies").addAll(policies.values());
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree is always written", e);
        }
    }

    /**
     * Reads a sensor's entry as the services will.
     *
     * @throws InvalidConfigurationException with every fault in it
     */
    static void check(AcceptedSensor sensor) {
        SiteReader.parse(text("site", "node", List.of(sensor)), "sensor " + sensor.id());
    }

    private static ObjectNode entry(AcceptedSensor accepted) {
        Sensor sensor = accepted.sensor();
        SensorSpec spec = sensor.spec();
        ObjectNode entry = YAML.createObjectNode()
                .put("id", sensor.id())
                .put("kind", sensor.kind() == SensorKind.CAMERA ? "camera" : "microphone")
                .put("source", spec.source());
        if (spec.secretRef() != null) {
            entry.put("credentials", spec.secretRef().key());
        }
        entry.put("purpose", spec.purpose())
                .put("legalBasis", spec.legalBasis())
                .put("retention", spec.retention())
                .put("policy", accepted.policy().policy().reference().toString());
        accepted.restrictedPolicy()
                .ifPresent(policy -> entry.put(
                        "restrictedPolicy", policy.policy().reference().toString()));
        if (spec.place() != null) {
            entry.putObject("place")
                    .put("latitude", spec.place().latitude())
                    .put("longitude", spec.place().longitude());
        }
        return entry;
    }
}
