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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The policy asked for on a command line: one of the built-in names, or a YAML file that holds one policy as it would
 * stand in a site file.
 *
 * @param id the policy's id
 * @param declaration its YAML tree; empty for {@code strictest}, which every site has
 */
public record PolicyChoice(String id, Optional<JsonNode> declaration) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<String> LOOKED_FOR = List.of("faces", "bodies", "plates");
    private static final String LOOK_BACK = "lookBack";
    private static final String FILES_LOOK_BACK = "700ms";
    /** Names a person may give instead of a file. */
    private static final Map<String, String> BUILT_IN = new TreeMap<>(Map.of(
            "solid", "{id: solid, version: 1, video: {frame: solid}, audio: {voice: mute}}",
            "mosaic", "{id: mosaic, version: 1, video: {frame: mosaic}, audio: {voice: mute}}",
            "street", "{id: street, version: 1, video: {faces: solid, plates: solid}, audio: {voice: mute}}",
            "weak-voice", "{id: weak-voice, version: 1, video: {frame: mosaic}, audio: {voice: weak.mcadams}}"));

    /** Everything hidden by irreversible methods. */
    public static PolicyChoice strictest() {
        return new PolicyChoice("strictest", Optional.empty());
    }

    /** For scenes without people: the frame in few blocks, the voice disguised weakly, so that there is something to hear. */
    public static PolicyChoice ofDrawnScenes() {
        return named("weak-voice");
    }

    /**
     * The same for a file, which is in no hurry: unless the policy says for how long before its first sight a thing is
     * covered, it is longer than live, where frames would have to wait for it.
     */
    public PolicyChoice forFiles() {
        Optional<JsonNode> video =
                declaration.map(policy -> policy.path("video")).filter(JsonNode::isObject);
        boolean looks = video.filter(methods -> LOOKED_FOR.stream().anyMatch(methods::has))
                .isPresent();
        if (!looks || video.get().has(LOOK_BACK)) {
            return this;
        }
        JsonNode longer = declaration.get().deepCopy();
        ((ObjectNode) longer.path("video")).put(LOOK_BACK, FILES_LOOK_BACK);
        return new PolicyChoice(id, Optional.of(longer));
    }

    /** @throws Refusal if it is neither a built-in name nor a readable file */
    public static PolicyChoice named(String nameOrFile) {
        if (nameOrFile.equals("strictest")) {
            return strictest();
        }
        try {
            if (BUILT_IN.containsKey(nameOrFile)) {
                return new PolicyChoice(nameOrFile, Optional.of(YAML.readTree(BUILT_IN.get(nameOrFile))));
            }
            Path file = Path.of(nameOrFile);
            if (!Files.isRegularFile(file)) {
                throw new Refusal(
                        ExitCode.LACKING,
                        "policy '" + nameOrFile + "' is neither a file nor one of strictest, "
                                + String.join(", ", BUILT_IN.keySet()));
            }
            JsonNode tree = YAML.readTree(Files.readString(file));
            return new PolicyChoice(tree.path("id").asText("unnamed"), Optional.of(tree));
        } catch (JsonProcessingException e) {
            throw new Refusal(ExitCode.USAGE, nameOrFile + " is not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal(ExitCode.LACKING, nameOrFile + " cannot be read: " + e.getMessage());
        }
    }
}
