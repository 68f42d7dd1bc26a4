/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bauta.inference.GoldenTensors;
import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.ModelFile;
import io.bauta.modelserver.packaged.Client;
import io.bauta.modelserver.packaged.PackagedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of the Open Inference Protocol asks the packaged service. */
class InferenceIT {
    private static final int SIDE = 32;
    private static final String SHAPE = "[1,3," + SIDE + "," + SIDE + "]";
    private static final int MOST_BYTES = 65_536;

    @TempDir
    static Path work;

    private static PackagedServer server;
    private static Client client;
    private static byte[] pixels;
    private static byte[] expected;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path exported = Files.createDirectory(work.resolve("exported"));
        Path picture = Networks.export(Networks.PICTURE, exported);
        Networks.export(Networks.LOOKUP, exported);
        pixels = new byte[3 * SIDE * SIDE];
        new Random(7).nextBytes(pixels);
        expected = computedHere(picture);
        server = PackagedServer.start(
                work,
                Map.of(
                        "BAUTA_MODEL_SERVER_FOLDER",
                        exported.toString(),
                        "BAUTA_MODEL_SERVER_MOST_REQUEST_BYTES",
                        Integer.toString(MOST_BYTES)));
        client = new Client(server.address());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    /** The library's own result for the first output, by a network that was found to compute what it did where it was made. */
    private static byte[] computedHere(Path folder) {
        try (InferenceSession session = InferenceSession.open(ModelFile.exported(folder));
                InferenceBinding binding = session.bind(Map.of("image", new long[] {1, 3, SIDE, SIDE}))) {
            assertThat(GoldenTensors.exported(folder).replay(session).largest()).isLessThan(1e-5);
            binding.input("image").bytes().put(pixels);
            binding.run();
            byte[] bytes = new byte[(int) binding.output("scores4").memory().byteSize()];
            binding.output("scores4").memory().asByteBuffer().get(bytes);
            return bytes;
        }
    }

    private static String request(String rest) {
        return "{\"inputs\":[{\"name\":\"image\",\"shape\":" + SHAPE + ",\"datatype\":\"UINT8\"," + rest;
    }

    private static String numbers() {
        List<String> numbers = new ArrayList<>();
        for (byte pixel : pixels) {
            numbers.add(Integer.toString(pixel & 0xFF));
        }
        return String.join(",", numbers);
    }

    private static String error(HttpResponse<byte[]> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Client.json(answer).size())
                .as("an error of the protocol and nothing else")
                .isEqualTo(1);
        return Client.json(answer).path("error").asText();
    }

    @Test
    void serverAndModelsTellWhatTheyAre() {
        JsonNode about = client.json("/v2");
        assertThat(about.path("name").asText()).isEqualTo("bauta-model-server");
        assertThat(about.path("version").asText()).isNotEmpty();
        assertThat(about.path("extensions").path(0).asText()).isEqualTo("binary_tensor_data");
        assertThat(client.json("/v2/health/live").path("live").asBoolean()).isTrue();
        assertThat(client.json("/v2/health/ready").path("ready").asBoolean()).isTrue();

        JsonNode picture = client.json("/v2/models/picture");
        assertThat(picture.path("name").asText()).isEqualTo("picture");
        assertThat(picture.path("versions").toString()).isEqualTo("[\"1\"]");
        assertThat(picture.path("platform").asText()).isEqualTo("onnxruntime_onnx");
        assertThat(picture.path("inputs").toString())
                .isEqualTo("[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[-1,3,-1,-1]}]");
        assertThat(picture.path("outputs").findValuesAsText("name")).containsExactly("scores4", "scores8");
        assertThat(client.json("/v2/models/picture/versions/1")).isEqualTo(picture);
        assertThat(client.json("/v2/models/picture/ready").path("ready").asBoolean())
                .isTrue();
        assertThat(client.json("/v2/models/picture/versions/1/ready")
                        .path("name")
                        .asText())
                .isEqualTo("picture");
    }

    @Test
    void numbersInJsonGiveNumbersInJson() {
        HttpResponse<byte[]> answer = client.post(
                "/v2/models/picture/infer",
                "{\"id\":\"seven\","
                        + request("\"data\":[" + numbers() + "]}]}").substring(1));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode json = Client.json(answer);
        assertThat(json.path("model_name").asText()).isEqualTo("picture");
        assertThat(json.path("model_version").asText()).isEqualTo("1");
        assertThat(json.path("id").asText()).isEqualTo("seven");
        JsonNode scores = json.path("outputs").path(0);
        assertThat(scores.path("name").asText()).isEqualTo("scores4");
        assertThat(scores.path("datatype").asText()).isEqualTo("FP32");
        ByteBuffer floats = ByteBuffer.allocate(expected.length).order(ByteOrder.LITTLE_ENDIAN);
        scores.path("data").forEach(number -> floats.putFloat((float) number.asDouble()));
        assertThat(floats.array()).isEqualTo(expected);
    }

    @Test
    void bytesGiveBytes() {
        HttpResponse<byte[]> answer = client.postBinary(
                "/v2/models/picture/versions/1/infer",
                request("\"parameters\":{\"binary_data_size\":" + pixels.length
                        + "}}],\"parameters\":{\"binary_data_output\":true}}"),
                pixels);

        assertThat(answer.statusCode()).isEqualTo(200);
        int json = answer.headers().firstValueAsLong("Inference-Header-Content-Length").stream()
                .mapToInt(Math::toIntExact)
                .sum();
        assertThat(new String(answer.body(), 0, json, UTF_8))
                .endsWith("}")
                .contains("\"binary_data_size\":" + expected.length);
        assertThat(Arrays.copyOfRange(answer.body(), json, json + expected.length))
                .isEqualTo(expected);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @Test
    void oneOutputMayBeAskedForByItself() {
        HttpResponse<byte[]> answer = client.postBinary(
                "/v2/models/picture/infer",
                request("\"parameters\":{\"binary_data_size\":" + pixels.length
                        + "}}],\"outputs\":[{\"name\":\"scores8\"}]}"),
                pixels);

        assertThat(answer.headers().firstValue("Inference-Header-Content-Length"))
                .isEmpty();
        assertThat(Client.json(answer).path("outputs").findValuesAsText("name")).containsExactly("scores8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            picture            | {                                   | 400 | no JSON
            picture            | {"inputs":[]}                       | 400 | it takes
            picture            | {"inputs":[{"name":"image","shape":[1,3,1,1],"datatype":"FP32","data":[1,2,3]}]}  | 400 | takes uint8
            picture            | {"inputs":[{"name":"image","shape":[1,1,1,1],"datatype":"UINT8","data":[1]}]}     | 400 | [batch, 3, height, width]
            picture            | {"inputs":[{"name":"image","shape":[1,3,1,1],"datatype":"UINT8","data":[1,2]}]}   | 400 | fewer
            picture            | {"inputs":[{"name":"picture","shape":[1],"datatype":"UINT8","data":[1]}]}         | 400 | no input 'picture'
            picture            | {"inputs":[{"name":"image","shape":[1,3,9000,9000],"datatype":"UINT8","data":[]}]} | 413 | larger than 65536
            nobody             | {"inputs":[]}                       | 404 | no model 'nobody'
            picture/versions/2 | {"inputs":[]}                       | 404 | no version '2'
            lookup             | {"inputs":[{"name":"index","shape":[1],"datatype":"INT64","data":[77]}]} | 500 | gave no result
            """)
    void whatCannotBeDoneIsToldAsTheProtocolWants(String model, String request, int status, String said) {
        HttpResponse<byte[]> answer = client.post("/v2/models/" + model + "/infer", request);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error(answer)).contains(said);
    }

    @Test
    void packedRequestsAreRefused() {
        HttpResponse<byte[]> answer =
                client.post("/v2/models/picture/infer", "{\"inputs\":[]}", "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer)).contains("Content-Encoding");
    }

    @Test
    void manyClientsAtOnceGetTheRightAnswerOrNone() throws Exception {
        String request = request("\"parameters\":{\"binary_data_size\":" + pixels.length
                + "}}],\"outputs\":[{\"name\":\"scores4\",\"parameters\":{\"binary_data\":true}}]}");
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Future<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int asking = 0; asking < 100; asking++) {
                answers.add(clients.submit(() -> client.postBinary("/v2/models/picture/infer", request, pixels)));
            }
            int served = 0;
            for (Future<HttpResponse<byte[]>> each : answers) {
                HttpResponse<byte[]> answer = each.get();
                assertThat(answer.statusCode()).isIn(200, 503);
                if (answer.statusCode() == 200) {
                    byte[] whole = answer.body();
                    assertThat(Arrays.copyOfRange(whole, whole.length - expected.length, whole.length))
                            .isEqualTo(expected);
                    served++;
                }
            }
            assertThat(served).isPositive();
        }
    }

    @Test
    void whatIsDoneIsCountedAndDescribed() {
        client.post("/v2/models/lookup/infer", "{");
        client.post(
                "/v2/models/lookup/infer",
                "{\"inputs\":[{\"name\":\"index\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[1]}]}");

        assertThat(new String(client.get("/q/metrics").body(), UTF_8))
                .containsPattern("bauta_model_server_inferences_total\\{model=\"lookup\",outcome=\"malformed\"} [1-9]")
                .containsPattern("bauta_model_server_inferences_total\\{model=\"lookup\",outcome=\"done\"} [1-9]")
                .containsPattern("bauta_model_server_run_seconds_count\\{model=\"lookup\"} [1-9]");
        assertThat(new String(client.get("/q/openapi").body(), UTF_8))
                .contains(
                        "/models/by-digest/{sha256}/{file}",
                        "/v2/models/{model}/versions/{version}/infer",
                        "operationId: infer");
    }
}
