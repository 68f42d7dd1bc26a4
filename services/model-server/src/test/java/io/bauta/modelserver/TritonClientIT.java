/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.modelserver.packaged.PackagedServer;
import io.bauta.modelserver.packaged.TritonClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that others wrote for other servers of the protocol understands this one, and is understood. */
class TritonClientIT {
    @BeforeAll
    static void install() throws IOException, InterruptedException {
        TritonClient.install();
    }

    @ParameterizedTest
    @ValueSource(strings = {Networks.PICTURE, Networks.LOOKUP})
    void aClientOfOthersGetsTheGoldenTensors(String model, @TempDir Path exported) throws Exception {
        Path golden = Networks.export(model, exported).resolve("golden.npz");
        try (PackagedServer server =
                PackagedServer.start(exported, Map.of("BAUTA_MODEL_SERVER_FOLDER", exported.toString()))) {
            JsonNode seen = new ObjectMapper()
                    .readTree(TritonClient.run(
                            Path.of("src/test/python/ask.py").toAbsolutePath(),
                            List.of(server.address().getAuthority(), model, golden.toString())));

            assertThat(seen.path("ready").toString()).isEqualTo("[true,true,true]");
            assertThat(seen.path("nobodyReady").asBoolean(true)).isFalse();
            assertThat(seen.path("server").asText()).isEqualTo("bauta-model-server");
            for (String form : List.of("binary", "json", "one")) {
                assertThat(seen.path(form)).as(form).isNotEmpty().allSatisfy(difference -> assertThat(
                                difference.asDouble())
                        .isLessThan(1e-5));
            }
            assertThat(seen.path("refusal").path(0).asText()).isEqualTo("400");
            assertThat(seen.path("refusal").path(1).asText()).contains("not int32");
        }
    }
}
