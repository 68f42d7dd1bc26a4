/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelSource;
import io.bauta.inference.ModelStore;
import io.bauta.modelserver.packaged.Client;
import io.bauta.modelserver.packaged.PackagedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge node's view of the packaged service: what there is, and its bytes. */
class DownloadIT {
    @TempDir
    static Path work;

    private static PackagedServer server;
    private static Client client;
    private static byte[] network;
    private static String sha256;
    private static String path;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path exported = Files.createDirectory(work.resolve("exported"));
        Path picture = Networks.export(Networks.PICTURE, exported);
        Networks.change(picture.resolve("model.json"), "\"figures\": {}", "\"figures\": {\"recall.10-16px\": 0.9}");
        Networks.exportVariant(Networks.PICTURE, "picture-int8", exported);
        Path changed = Networks.exportVariant(Networks.PICTURE, "changed", exported);
        Path spoilt = Networks.export(Networks.LOOKUP, exported);
        Files.write(spoilt.resolve("model.onnx"), new byte[] {1}, StandardOpenOption.APPEND);
        network = Files.readAllBytes(picture.resolve("model.onnx"));
        sha256 = Networks.digest(picture);
        path = "/models/by-digest/" + sha256 + "/model.onnx";
        server = PackagedServer.start(work, Map.of("BAUTA_MODEL_SERVER_FOLDER", exported.toString()));
        client = new Client(server.address());
        Files.write(changed.resolve("model.onnx"), new byte[] {1}, StandardOpenOption.APPEND);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    @Test
    void modelsAreListedWithTheirVariantsDigestsAndFigures() {
        JsonNode models = client.json("/models").path("models");

        assertThat(models.findValuesAsText("name")).contains("picture", "picture-int8");
        JsonNode picture = models.path(1);
        assertThat(picture.path("name").asText()).isEqualTo("picture");
        assertThat(picture.path("variants")).hasSize(2);
        JsonNode variant = picture.path("variants").path(0);
        assertThat(variant.path("sha256").asText()).isEqualTo(sha256);
        assertThat(variant.path("bytes").asInt()).isEqualTo(network.length);
        assertThat(variant.path("family").asText()).isEqualTo("test");
        assertThat(variant.path("width").asDouble()).isEqualTo(1);
        assertThat(variant.path("precision").asText()).isEqualTo("fp32");
        assertThat(variant.path("version").asText()).isEqualTo("1");
        assertThat(variant.path("parameters").asInt()).isEqualTo(196);
        assertThat(variant.path("macs").asInt()).isEqualTo(1);
        assertThat(variant.path("figures").path("recall.10-16px").asDouble()).isEqualTo(0.9);
        assertThat(variant.path("files").path("model.onnx").path("path").asText())
                .isEqualTo(path);
        assertThat(client.json("/models/picture")).isEqualTo(variant);
        assertThat(client.json("/models/by-digest/" + sha256)).isEqualTo(variant);
    }

    @Test
    void aSpoiltModelIsNotServedAndCounted() throws IOException {
        assertThat(client.get("/models/lookup").statusCode()).isEqualTo(404);
        assertThat(server.log()).contains("not served", "WRONG_DIGEST");
        assertThat(new String(client.get("/q/metrics").body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("bauta_model_server_refused{reason=\"wrong-digest\"} 1.0", "bauta_model_server_served 3.0");
        assertThat(client.get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void aFileComesWholeWithItsDigestAsTag() throws IOException {
        HttpResponse<byte[]> answer = client.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(network);
        assertThat(header(answer, "ETag")).isEqualTo('"' + sha256 + '"');
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(network.length));
        assertThat(header(answer, "Cache-Control")).contains("immutable");
        for (String name : List.of("model.json", "golden.npz")) {
            HttpResponse<byte[]> other = client.get("/models/by-digest/" + sha256 + "/" + name);
            assertThat(other.body()).isEqualTo(Files.readAllBytes(work.resolve("exported/picture/" + name)));
            assertThat(header(other, "Cache-Control")).isEqualTo("no-cache");
        }
    }

    @Test
    void headSaysTheSameWithoutTheFile() {
        HttpResponse<byte[]> answer = client.head(path, "Range", "bytes=0-1");

        assertThat(answer.statusCode()).as("ranges are for GET").isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(network.length));
        assertThat(header(answer, "ETag")).isEqualTo('"' + sha256 + '"');
    }

    @Test
    void aPartComesWhereItIsAskedFor() {
        HttpResponse<byte[]> middle = client.get(path, "Range", "bytes=10-19");
        HttpResponse<byte[]> rest = client.get(path, "Range", "bytes=20-", "If-Range", '"' + sha256 + '"');
        HttpResponse<byte[]> end = client.get(path, "Range", "bytes=-7");

        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(network, 10, 20));
        assertThat(header(middle, "Content-Range")).isEqualTo("bytes 10-19/" + network.length);
        assertThat(header(middle, "Content-Length")).isEqualTo("10");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(network, 20, network.length));
        assertThat(end.body()).isEqualTo(Arrays.copyOfRange(network, network.length - 7, network.length));
    }

    @Test
    void aPartOfAnotherFileIsNeverGiven() {
        HttpResponse<byte[]> other = client.get(path, "Range", "bytes=20-", "If-Range", "\"another\"");
        HttpResponse<byte[]> date = client.get(path, "Range", "bytes=20-", "If-Range", "Wed, 21 Oct 2026 07:28:00 GMT");

        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(network);
        assertThat(date.body()).isEqualTo(network);
    }

    @Test
    void aPartBeyondTheEndIsRefusedWithTheLength() {
        HttpResponse<byte[]> answer = client.get(path, "Range", "bytes=" + network.length + "-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */" + network.length);
    }

    @Test
    void whoHasTheFileIsToldSo() {
        HttpResponse<byte[]> same = client.get(path, "If-None-Match", "\"x\", \"" + sha256 + "\"");
        HttpResponse<byte[]> other = client.get(path, "If-None-Match", "\"x\"");
        HttpResponse<byte[]> wanted = client.get(path, "If-Match", "\"x\"");

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(header(same, "ETag")).isEqualTo('"' + sha256 + '"');
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(wanted.statusCode()).isEqualTo(412);
    }

    @Test
    void aFileThatWasChangedSinceIsNotGivenOutUnderItsOldDigest() {
        String changed = client.json("/models/changed").path("sha256").asText();

        HttpResponse<byte[]> answer = client.get("/models/by-digest/" + changed + "/model.onnx");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Client.json(answer).path("detail").asText()).contains("changed");
    }

    @Test
    void whatIsNotThereIsToldAsProblem() {
        for (String nothing : List.of(
                "/models/nobody",
                "/models/by-digest/" + "0".repeat(64),
                "/models/by-digest/" + sha256 + "/secrets.txt",
                "/models/by-digest/" + sha256 + "/..%2F..%2Fetc%2Fpasswd",
                "/elsewhere")) {
            HttpResponse<byte[]> answer = client.get(nothing);
            assertThat(answer.statusCode()).as(nothing).isEqualTo(404);
        }
        HttpResponse<byte[]> answer = client.get("/models/nobody");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(Client.json(answer).path("instance").asText()).isEqualTo("/models/nobody");
    }

    @Test
    void anEdgeNodeGetsItsModelAndKeepsIt() {
        ModelStore store = new ModelStore(work.resolve("cache"), List.of(new ModelSource.Server(server.address())));

        ModelFile model = store.model(sha256);

        assertThat(model.name()).isEqualTo("picture");
        assertThat(new ModelStore(work.resolve("cache"), List.of())
                        .model(sha256)
                        .sha256())
                .isEqualTo(sha256);
    }

    @Test
    void aBrokenOffDownloadFromTheRealServiceIsGoneOnWith() throws IOException {
        Path cache = work.resolve("second-cache");
        Path partial = Files.createDirectories(cache.resolve(sha256 + ".partial"));
        Files.write(partial.resolve("model.onnx"), Arrays.copyOf(network, 999));

        ModelFile model = new ModelStore(cache, List.of(new ModelSource.Server(server.address()))).model(sha256);

        assertThat(model.sha256()).isEqualTo(sha256);
        assertThat(new String(client.get("/q/metrics").body(), java.nio.charset.StandardCharsets.UTF_8))
                .containsPattern("bauta_model_server_downloads_total\\{file=\"model.onnx\",status=\"206\"} \\d");
    }

    @Test
    void withoutModelsItIsUpAndWithoutAFolderItIsNot(@TempDir Path empty) throws Exception {
        try (PackagedServer without = PackagedServer.start(
                        empty,
                        Map.of(
                                "BAUTA_MODEL_SERVER_FOLDER",
                                empty.resolve("absent").toString()));
                Client asking = new Client(without.address())) {
            assertThat(asking.json("/models").path("models")).isEmpty();
            assertThat(asking.get("/q/health/ready").statusCode()).isEqualTo(200);
            assertThat(without.log()).contains("there is no model");
        }
        assertThat(PackagedServer.lastWords(empty, Map.of())).contains("bauta.model-server.folder");
        Path file = Files.writeString(empty.resolve("file"), "x");
        assertThat(PackagedServer.lastWords(empty, Map.of("BAUTA_MODEL_SERVER_FOLDER", file.toString())))
                .contains("is no folder that can be read");
    }
}
