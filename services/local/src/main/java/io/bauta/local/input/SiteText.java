/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;

/** Writes the site file for inputs that were named on the command line. */
public final class SiteText {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private SiteText() {}

    /**
     * A picture gives a camera, a sound a microphone; from one source they come as {@code x} and {@code x-sound}.
     *
     * @param loop whether files begin again at their end
     * @return YAML as {@link io.bauta.contracts.site.SiteReader} reads it
     */
    public static String of(List<Input> inputs, PolicyChoice policy, boolean loop) {
        ObjectNode site = YAML.createObjectNode().put("site", "demo").put("node", "this-machine");
        ArrayNode sensors = site.putArray("sensors");
        SensorNaming naming = new SensorNaming();
        for (Input input : inputs) {
            String id = naming.idFor(input.location());
            boolean loops = loop && input.isFile();
            if (input.picture()) {
                sensor(sensors.addObject(), id, "camera", input, policy, loops);
            }
            if (input.sound()) {
                String microphone = input.picture() ? id + SensorNaming.SOUND : id;
                sensor(sensors.addObject(), microphone, "microphone", input, policy, loops);
            }
        }
        policy.declaration().ifPresent(declaration -> site.putArray("policies").add(declaration));
        try {
            return YAML.writeValueAsString(site);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts cannot fail to serialise", e);
        }
    }

    private static void sensor(
            ObjectNode sensor, String id, String kind, Input input, PolicyChoice policy, boolean loop) {
        sensor.put("id", id)
                .put("kind", kind)
                .put("source", input.location().value())
                .put("loop", loop)
                .put("purpose", "demonstration on one machine")
                .put("legalBasis", "the operator's own material")
                .put("retention", "1h")
                .put("policy", policy.id());
    }
}
