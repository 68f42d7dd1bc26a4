/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.bauta.contracts.provenance.DsseEnvelope;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.contracts.provenance.ProvenanceSamples;
import io.bauta.contracts.provenance.ProvenanceSigner;
import java.io.IOException;
import java.io.InputStream;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @Test
    void aSignedStatementFitsItsSchemas() throws IOException {
        KeyPair key = NodeKey.generate();
        String envelope = new ProvenanceSigner(key.getPrivate(), NodeKey.keyId(key.getPublic()))
                .sign(ProvenanceSamples.released())
                .envelope();

        assertThat(schema("provenance-envelope").validate(JSON.readTree(envelope)))
                .isEmpty();
        assertThat(schema("provenance-statement")
                        .validate(JSON.readTree(DsseEnvelope.parse(envelope).payloadBytes())))
                .isEmpty();
    }

    @Test
    void aWithheldStatementMustSayWhy() throws IOException {
        JsonSchema schema = schema("provenance-statement");

        assertThat(schema.validate(JSON.valueToTree(ProvenanceSamples.withheld("timed-out"))))
                .isEmpty();
        assertThat(schema.validate(JSON.valueToTree(ProvenanceSamples.withheld(null))))
                .isNotEmpty();
    }

    @Test
    void theAsyncApiDocumentNamesOnlyTopicsThatMayLeaveTheEdge() throws IOException {
        JsonNode document = asyncApi();

        List<Topic> named = new ArrayList<>();
        document.get("channels")
                .forEach(channel ->
                        named.add(Topic.named(channel.get("address").asText()).orElseThrow()));

        assertThat(named).isNotEmpty().allMatch(topic -> topic.tier() != Tier.EDGE);
    }

    @Test
    void theAsyncApiDocumentAgreesWithTheTopicsOnContentTypesAndItsReferencesResolve() throws IOException {
        JsonNode document = asyncApi();
        for (JsonNode channel : document.get("channels")) {
            Topic topic = Topic.named(channel.get("address").asText()).orElseThrow();
            JsonNode message = resolve(
                    document,
                    channel.get("messages").elements().next().get("$ref").asText());
            assertThat(message.get("contentType").asText()).isEqualTo(topic.contentType());
            assertThat(resolve(document, message.get("headers").get("$ref").asText())
                            .get("required"))
                    .isNotEmpty();
            JsonNode payload = message.get("payload").get("$ref");
            if (payload != null) {
                assertThat(SchemasTest.class.getResource(payload.asText()))
                        .as(payload.asText())
                        .isNotNull();
            }
        }
    }

    private static JsonNode resolve(JsonNode document, String reference) {
        JsonNode found = document.at(reference.substring(1));
        assertThat(found.isMissingNode()).as(reference).isFalse();
        return found;
    }

    private static JsonNode asyncApi() throws IOException {
        try (InputStream file = SchemasTest.class.getResourceAsStream("asyncapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(file);
        }
    }

    private static JsonSchema schema(String name) throws IOException {
        try (InputStream file = SchemasTest.class.getResourceAsStream("schemas/" + name + ".schema.json")) {
            return SCHEMAS.getSchema(JSON.readTree(file));
        }
    }
}
