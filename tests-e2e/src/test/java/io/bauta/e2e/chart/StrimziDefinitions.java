/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.bauta.e2e.house.Repository;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Strimzi takes: the definitions that its own generator makes of its own types, as its release does. The generator ends the
 * virtual machine it runs in, so it has one for itself.
 *
 * @param folder with a file KIND.yaml for each
 */
public record StrimziDefinitions(Path folder) {
    private static final Map<String, Class<?>> KINDS = Map.of(
            "Kafka", Kafka.class,
            "KafkaNodePool", KafkaNodePool.class,
            "KafkaTopic", KafkaTopic.class,
            "KafkaUser", KafkaUser.class);

    /** Makes them in the folder. */
    public static StrimziDefinitions in(Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Repository.path("tests-e2e/target/strimzi").resolve("*").toString(),
                "io.strimzi.crdgenerator.CrdGenerator",
                "--target-kube",
                "1.16+",
                "--crd-api-version",
                "v1",
                "--api-versions",
                "v1",
                "--storage-version",
                "v1",
                "--yaml"));
        KINDS.forEach((kind, type) -> command.add(type.getName() + "=" + folder.resolve(kind + ".yaml")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return new StrimziDefinitions(folder);
    }

    /** The kinds there are. */
    static Set<String> kinds() {
        return KINDS.keySet();
    }

    /** What is wrong with an object: a field that is not known, or missing, or of another form. */
    Set<ValidationMessage> faults(JsonNode object) throws IOException {
        return schema(object.path("kind").asText()).validate(object);
    }

    private JsonSchema schema(String kind) throws IOException {
        JsonNode definition = new ObjectMapper(new YAMLFactory())
                .readTree(folder.resolve(kind + ".yaml").toFile());
        ObjectNode schema = (ObjectNode)
                definition.path("spec").path("versions").path(0).path("schema").path("openAPIV3Schema");
        close(schema);
        // Every object has it, and a definition says nothing of what is in it.
        ((ObjectNode) schema.path("properties")).putObject("metadata").put("type", "object");
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
    }

    /** As an API server does with strict validation: nothing but what is named. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
            object.put("additionalProperties", false);
        }
        schema.path("properties").forEach(StrimziDefinitions::close);
        close(schema, "items");
        close(schema, "additionalProperties");
    }

    private static void close(JsonNode schema, String part) {
        if (schema.path(part).isObject()) {
            close(schema.path(part));
        }
    }
}
