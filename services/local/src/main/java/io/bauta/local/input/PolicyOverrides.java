/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line changes of a policy. Nothing is checked here: the result is read as any policy is, with all its
 * faults listed at once.
 *
 * @param frame method for the whole frame, as policies spell it
 * @param regions what a policy has under {@code video} for what is found, by its name there: faces, bodies, plates, cover,
 *     reach; where one is given, the policy's method for the whole frame is left out
 * @param voice method for the sound, as policies spell it
 * @param zones YAML file with the list that a policy has under {@code zones}
 */
public record PolicyOverrides(
        Optional<String> frame, Map<String, String> regions, Optional<String> voice, Optional<Path> zones) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public PolicyOverrides {
        regions = Map.copyOf(regions);
    }

    /**
     * The policy with what was given changed; a changed one has another id, so that no report takes it for the original.
     *
     * @throws Refusal if the zones cannot be read
     */
    public PolicyChoice over(PolicyChoice choice) {
        if (frame.isEmpty() && regions.isEmpty() && voice.isEmpty() && zones.isEmpty()) {
            return choice;
        }
        ObjectNode policy = choice.declaration()
                .filter(JsonNode::isObject)
                .<ObjectNode>map(JsonNode::deepCopy)
                .orElseGet(YAML::createObjectNode);
        String id = choice.id() + "-changed";
        policy.put("id", id).put("version", policy.path("version").asInt(1));
        if (!regions.isEmpty()) {
            part(policy, "video").remove("frame");
        }
        regions.forEach((name, chosen) -> part(policy, "video").put(name, chosen));
        frame.ifPresent(method -> part(policy, "video").put("frame", method));
        voice.ifPresent(method -> part(policy, "audio").put("voice", method));
        zones.ifPresent(file -> part(policy, "video").set("zones", listOf(file)));
        return new PolicyChoice(id, Optional.of(policy));
    }

    private static ObjectNode part(ObjectNode policy, String name) {
        return policy.withObject("/" + name);
    }

    private static JsonNode listOf(Path file) {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            return tree.isObject() && tree.has("zones") ? tree.get("zones") : tree;
        } catch (JsonProcessingException e) {
            throw new Refusal(ExitCode.USAGE, file + " is not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal(ExitCode.LACKING, file + " is not there or may not be read; check --zones");
        }
    }
}
