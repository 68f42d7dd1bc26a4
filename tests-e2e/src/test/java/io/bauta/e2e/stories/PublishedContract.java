/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.bauta.contracts.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The AsyncAPI document and the schemas that partners are given, held against records that really came. */
final class PublishedContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final JsonNode document;

    private PublishedContract(JsonNode document) {
        this.document = document;
    }

    static PublishedContract read() {
        try (InputStream file = Topic.class.getResourceAsStream("asyncapi.yaml")) {
            return new PublishedContract(new ObjectMapper(new YAMLFactory()).readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topics the document promises. */
    List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        document.get("channels")
                .forEach(channel ->
                        topics.add(Topic.named(channel.get("address").asText()).orElseThrow()));
        return topics;
    }

    /** Checks one record's headers, content type and, where the document gives its form, value. */
    void holds(ConsumerRecord<byte[], byte[]> record) {
        JsonNode message = message(record.topic());
        ObjectNode headers = JSON.createObjectNode();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        assertThat(headers.path("content-type").asText())
                .isEqualTo(message.get("contentType").asText());
        assertThat(SCHEMAS.getSchema(resolve(message.get("headers"))).validate(headers))
                .isEmpty();
        JsonNode payload = message.get("payload").get("$ref");
        if (payload != null) {
            assertThat(SCHEMAS.getSchema(schemaFile(payload.asText())).validate(json(record.value())))
                    .isEmpty();
        }
        if (record.topic().equals(Topic.AUDIT_PROVENANCE.topicName())) {
            byte[] statement = Base64.getDecoder()
                    .decode(json(record.value()).get("payload").asText());
            assertThat(SCHEMAS.getSchema(schemaFile("schemas/provenance-statement.schema.json"))
                            .validate(json(statement)))
                    .isEmpty();
        }
    }

    private JsonNode message(String topic) {
        for (JsonNode channel : document.get("channels")) {
            if (channel.get("address").asText().equals(topic)) {
                return resolve(channel.get("messages").elements().next());
            }
        }
        throw new AssertionError("the document does not know " + topic);
    }

    private JsonNode resolve(JsonNode reference) {
        return document.at(reference.get("$ref").asText().substring(1));
    }

    private static JsonNode schemaFile(String name) {
        try (InputStream file = Topic.class.getResourceAsStream(name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
