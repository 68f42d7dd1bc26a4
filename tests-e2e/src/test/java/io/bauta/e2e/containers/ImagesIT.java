/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.LoadImageCallback;
import io.bauta.contracts.provenance.Digests;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** Our own images, made from what is packaged and run as narrowly as the chart runs them. */
class ImagesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    @BeforeAll
    static void imagesAreMadeAndLoaded() throws IOException, InterruptedException {
        ContainerEngine.require();
        Process making = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dbauta.root=" + Repository.path(""),
                        "-jar",
                        Repository.path("services/images/target/bauta-images.jar")
                                .toString(),
                        "--images",
                        folder.toString(),
                        "--only",
                        "broker,model-server,video-anonymiser")
                .redirectErrorStream(true)
                .start();
        String said = new String(making.getInputStream().readAllBytes(), UTF_8);
        assertThat(making.waitFor()).as(said).isZero();
        for (JsonNode image : new ObjectMapper().readTree(list().toFile())) {
            try (InputStream file =
                    Files.newInputStream(folder.resolve(image.path("file").asText()))) {
                DockerClientFactory.instance()
                        .client()
                        .loadImageAsyncCmd(file)
                        .exec(new LoadImageCallback())
                        .awaitCompletion();
            }
        }
    }

    @Test
    void anEdgeRunsOnReadOnlyRootsAndFindsItsBrokerByTheAddressInFront() throws IOException {
        // Given what a node gets: a site file, a key, the digest of its detector
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path keys = folder.resolve("keys");
        NodeKey.createIfAbsent(keys);
        Files.setPosixFilePermissions(keys.resolve("node.key"), PosixFilePermissions.fromString("rw-r--r--"));
        Path site = Files.writeString(folder.resolve("site.yaml"), """
                site: town
                node: kerb
                sensors: [{id: square, source: 'rtsp://192.0.2.1/s', purpose: test, legalBasis: test}]
                """);
        String detector = Digests.sha256(Repository.path("models/exported/street/model.onnx"));

        // When broker, model server and anonymiser run
        try (Network network = Network.newNetwork();
                RestrictedContainer broker = new RestrictedContainer("broker", "broker", network, "/var/lib/bauta")
                        .withEnv("BAUTA_BROKER_ROLE", "edge")
                        .withEnv("BAUTA_BROKER_DATA", "/var/lib/bauta/broker")
                        .withEnv("BAUTA_BROKER_HOST", "0.0.0.0")
                        .withEnv("BAUTA_BROKER_ADVERTISED_HOST", "broker")
                        .waitingFor(Wait.forLogMessage(".*ready role=edge bootstrap=broker:9092.*", 1)
                                .withStartupTimeout(PATIENCE));
                RestrictedContainer models = new RestrictedContainer("model-server", "model-server", network)
                        .withEnv("BAUTA_MODEL_SERVER_FOLDER", "/opt/bauta/models")
                        .withExposedPorts(8086)
                        .waitingFor(Wait.forHttp("/q/health/ready").withStartupTimeout(PATIENCE));
                RestrictedContainer video = new RestrictedContainer(
                                "video-anonymiser", "video-anonymiser", network, "/var/cache/bauta")
                        .withFileSystemBind(keys.toString(), "/etc/bauta/keys", BindMode.READ_ONLY)
                        .withFileSystemBind(site.toString(), "/etc/bauta/site.yaml", BindMode.READ_ONLY)
                        .withEnv("BAUTA_SITE_FILE", "/etc/bauta/site.yaml")
                        .withEnv("BAUTA_KEYS", "/etc/bauta/keys")
                        .withEnv("BAUTA_EDGE_BOOTSTRAP_SERVERS", "broker:9092")
                        .withEnv("BAUTA_MODELS_SERVER", "http://model-server:8086")
                        .withEnv("BAUTA_MODELS_CACHE", "/var/cache/bauta")
                        .withEnv("BAUTA_MODELS_DETECTOR", detector)
                        .withExposedPorts(8082)
                        .waitingFor(Wait.forHttp("/q/health/ready").withStartupTimeout(PATIENCE))) {
            broker.start();
            models.start();
            video.start();

            // Then all are ready, with FFmpeg, ONNX Runtime and the detector; nobody is root; and the chart's test says
            // so
            assertThat(video.getContainerInfo().getConfig().getUser()).isEqualTo("10001:10001");
            assertThat(video.getContainerInfo().getHostConfig().getReadonlyRootfs())
                    .isTrue();
            try (RestrictedContainer answers = new RestrictedContainer("broker", "answers", network)
                    .withCreateContainerCmdModifier(command -> command.withEntrypoint(
                            "java", "-cp", "/opt/bauta/bauta-broker.jar", "io.bauta.broker.Answers"))
                    .withCommand(
                            "broker:9092",
                            "http://model-server:8086/q/health/ready",
                            "http://video-anonymiser:8082/q/health/ready")
                    .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))) {
                answers.start();
                assertThat(answers.getLogs().lines().filter(line -> line.endsWith(" answers")))
                        .hasSize(3);
            }
        }
    }

    private static Path list() {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return folder.resolve("images-" + machine + ".json");
    }
}
