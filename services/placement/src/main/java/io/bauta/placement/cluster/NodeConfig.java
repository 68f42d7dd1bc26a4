/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.provenance.Digests;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a node is told, as its ConfigMap holds it: the site file, and the detector that was chosen for it.
 *
 * @param node in Bauta
 * @param site the node's site
 * @param sensors it shall work on
 * @param leaving those it was told to let go, and may still work on
 * @param digest of all it is told; empty if that is nothing
 */
public record NodeConfig(String node, String site, Set<String> sensors, Set<String> leaving, String digest) {
    /** The file that ingestion, anonymisers and door read. */
    public static final String SITE_FILE = "site.yaml";

    /** SHA-256 of the detector. */
    public static final String DETECTOR = "detector";

    public NodeConfig {
        sensors = Set.copyOf(sensors);
        leaving = Set.copyOf(leaving);
    }

    /** Of what a node's ConfigMap holds. */
    public static String digest(Map<String, String> data) {
        return data.isEmpty()
                ? ""
                : Digests.sha256(new TreeMap<>(data).toString().getBytes(UTF_8));
    }

    /** Reads what {@link #cutDown} or {@link #object} made. */
    public static NodeConfig of(SeenConfigMap map) {
        Map<String, String> notes =
                Optional.ofNullable(map.getMetadata().getAnnotations()).orElse(Map.of());
        Map<String, String> labels = map.labels();
        return new NodeConfig(
                labels.get(Labels.NODE),
                labels.get(Labels.SITE),
                several(notes.get(Labels.SENSORS)),
                several(notes.get(Labels.LEAVING)),
                notes.getOrDefault(Labels.TOLD, ""));
    }

    /** What is kept of it. Its digest is worked out anew, so that what somebody changed by hand is written again. */
    public static SeenConfigMap cutDown(SeenConfigMap map) {
        Map<String, String> notes = new HashMap<>(
                Optional.ofNullable(map.getMetadata().getAnnotations()).orElse(Map.of()));
        notes.keySet().retainAll(Set.of(Labels.SENSORS, Labels.LEAVING));
        notes.put(Labels.TOLD, digest(Optional.ofNullable(map.getData()).orElse(Map.of())));
        Map<String, String> labels = new HashMap<>(map.labels());
        labels.keySet().retainAll(Set.of(Labels.NODE, Labels.SITE));
        SeenConfigMap kept = new SeenConfigMap();
        kept.setMetadata(Glimpse.who(map.getMetadata()));
        kept.getMetadata().setLabels(Map.copyOf(labels));
        kept.getMetadata().setAnnotations(Map.copyOf(notes));
        return kept;
    }

    /** The ConfigMap with this data. */
    public SeenConfigMap object(String name, String namespace, Map<String, String> data) {
        SeenConfigMap map = new SeenConfigMap();
        map.setMetadata(Glimpse.named(name, namespace));
        map.getMetadata()
                .setLabels(Map.of(
                        "app.kubernetes.io/managed-by", "bauta-placement", Labels.NODE, node, Labels.SITE, site));
        map.getMetadata()
                .setAnnotations(
                        Map.of(Labels.SENSORS, joined(sensors), Labels.LEAVING, joined(leaving), Labels.TOLD, digest));
        map.setData(data);
        return map;
    }

    private static String joined(Set<String> names) {
        return String.join(",", new TreeSet<>(names));
    }

    private static Set<String> several(String joined) {
        return joined == null
                ? Set.of()
                : Arrays.stream(joined.split(","))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }
}
