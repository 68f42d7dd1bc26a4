/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bauta.contracts.SensorId;
import io.bauta.raw.lane.RawPosition;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A partition's checkpoints as the metadata string of its committed offset: {@code {"v":1,"s":{sensor:[…]}}}, arrays
 * instead of named fields because the broker bounds the string ({@code offset.metadata.max.bytes}).
 */
final class CheckpointText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;
    private static final int FIELDS = 10;
    /** Only where a sensor has a second level. */
    private static final int FIELDS_WITH_RESTRICTED = FIELDS + 1;

    private CheckpointText() {}

    static String write(Map<SensorId, SensorCheckpoint> checkpoints) {
        ObjectNode root = JSON.createObjectNode().put("v", VERSION);
        ObjectNode sensors = root.putObject("s");
        new TreeMap<>(checkpoints).forEach((sensor, checkpoint) -> write(sensors.putArray(sensor.value()), checkpoint));
        return root.toString();
    }

    private static void write(ArrayNode fields, SensorCheckpoint checkpoint) {
        fields.add(checkpoint.restart().offset())
                .add(checkpoint.restart().epoch())
                .add(checkpoint.restart().sequence())
                .add(checkpoint.held() ? 1 : 0)
                .add(checkpoint.epoch())
                .add(checkpoint.anonSequence())
                .add(checkpoint.auditSequence())
                .add(checkpoint.previous())
                .add(checkpoint.coveredUntilMicros())
                .add(checkpoint.state());
        if (checkpoint.restrictedSequence() > 0) {
            fields.add(checkpoint.restrictedSequence());
        }
    }

    /** @throws IllegalArgumentException if the text is not of this form; an empty one holds no checkpoints */
    static SortedMap<SensorId, SensorCheckpoint> read(String text) {
        SortedMap<SensorId, SensorCheckpoint> checkpoints = new TreeMap<>();
        if (text == null || text.isEmpty()) {
            return checkpoints;
        }
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the checkpoint is no JSON", e);
        }
        if (root.path("v").asInt() != VERSION) {
            throw new IllegalArgumentException("the checkpoint is of an unknown version");
        }
        root.path("s")
                .properties()
                .forEach(entry -> checkpoints.put(new SensorId(entry.getKey()), read(entry.getValue())));
        return checkpoints;
    }

    private static SensorCheckpoint read(JsonNode fields) {
        if (fields.size() != FIELDS && fields.size() != FIELDS_WITH_RESTRICTED) {
            throw new IllegalArgumentException(
                    "a sensor's checkpoint has " + FIELDS + " or " + FIELDS_WITH_RESTRICTED + " fields");
        }
        return new SensorCheckpoint(
                new RawPosition(
                        fields.get(0).asLong(),
                        fields.get(1).asLong(),
                        fields.get(2).asLong()),
                fields.get(3).asInt() == 1,
                fields.get(4).asLong(),
                fields.get(5).asLong(),
                fields.get(6).asLong(),
                fields.get(7).asText(),
                fields.get(8).asLong(),
                fields.get(9).asText(),
                fields.path(10).asLong());
    }
}
