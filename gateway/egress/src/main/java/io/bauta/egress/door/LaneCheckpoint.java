/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is remembered of a lane (one partition of one topic on the edge) beside its position; kept as text in the
 * metadata of the committed offset.
 *
 * @param fogOffsets per fog partition, where to begin to look for records that arrived after the position
 * @param marks per sensor id, how far it has come; the one that moved last is last
 */
public record LaneCheckpoint(Map<Integer, Long> fogOffsets, Map<String, Mark> marks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The broker takes 64 KiB of metadata; every sensor needs at most 160 characters of it. */
    private static final int MOST_SENSORS = 350;

    public LaneCheckpoint {
        fogOffsets = Map.copyOf(fogOffsets);
        marks = new LinkedHashMap<>(marks);
    }

    public static LaneCheckpoint beginning(Map<Integer, Long> fogEnds) {
        return new LaneCheckpoint(fogEnds, Map.of());
    }

    /** Of sensors beyond the most that fit, those that moved least recently are left out. */
    public String toText() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode fog = root.putObject("fog");
        new TreeMap<>(fogOffsets).forEach((partition, offset) -> fog.put(Integer.toString(partition), offset));
        ObjectNode sensors = root.putObject("sensors");
        marks.entrySet().stream().skip(Math.max(0, marks.size() - MOST_SENSORS)).forEach(entry -> {
            Mark mark = entry.getValue();
            ArrayNode triple = sensors.putArray(entry.getKey());
            triple.add(mark.epoch()).add(mark.sequence());
            mark.digest().ifPresent(triple::add);
        });
        return root.toString();
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toText} wrote */
    public static LaneCheckpoint parse(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null
                    || !root.path("fog").isObject()
                    || !root.path("sensors").isObject()) {
                throw new IllegalArgumentException("the committed position carries no checkpoint of the door");
            }
            Map<Integer, Long> fog = new TreeMap<>();
            root.get("fog")
                    .properties()
                    .forEach(entry -> fog.put(
                            Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
            Map<String, Mark> marks = new LinkedHashMap<>();
            root.get("sensors").properties().forEach(entry -> marks.put(entry.getKey(), mark(entry.getValue())));
            return new LaneCheckpoint(fog, marks);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the committed position carries no checkpoint of the door", e);
        }
    }

    private static Mark mark(JsonNode triple) {
        return new Mark(
                triple.path(0).asLong(),
                triple.path(1).asLong(),
                Optional.ofNullable(triple.get(2)).map(JsonNode::asText));
    }
}
