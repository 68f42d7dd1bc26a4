/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.arm64;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.broker.Ports;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.e2e.actors.Camera;
import io.bauta.e2e.actors.Images;
import io.bauta.e2e.actors.ServiceProcess;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Edge and fog of one camera and one microphone, each service an image for arm64. */
final class EmulatedCity implements AutoCloseable {
    /** Where services see the city's folder. */
    private static final String SEEN = "/story/";

    private static final int USER_OF_IMAGES = 10001;
    private static final int SECONDS_OF_FILM = 4;

    /** Longer, since a chunk of sound that took more than ten seconds is withheld, as the first may be here. */
    private static final int SECONDS_OF_SOUND = 12;

    private final Path folder;
    private final Path shared;
    private final Emulator emulator;
    private final Images images;
    private final Map<String, ServiceProcess> services = new TreeMap<>();
    private final String edge = "127.0.0.1:" + Ports.free("127.0.0.1");
    private final String fog = "127.0.0.1:" + Ports.free("127.0.0.1");
    private final Map<String, String> models = new TreeMap<>();
    private PublicKey node;

    /**
     * @param folder an empty one
     * @param base what the images stand on
     */
    EmulatedCity(Path folder, Path base) throws IOException {
        this.folder = folder;
        this.shared = Files.createDirectory(folder.resolve("story"));
        this.images = Images.writtenForArm64(folder.resolve("images"), base);
        this.emulator = new Emulator(Files.createDirectory(folder.resolve("unpacked")));
        for (String model : List.of("street-quarter", "voice")) {
            Path description = Repository.path("models/exported/" + model + "/model.json");
            models.put(
                    model,
                    new ObjectMapper()
                            .readTree(description.toFile())
                            .path("sha256")
                            .asText());
        }
    }

    /** Time is slow here: the policy waits. */
    void prepare() throws IOException {
        Camera camera = new Camera(shared);
        camera.films("square", "320x240", 10, SECONDS_OF_FILM);
        camera.records("whistle", SECONDS_OF_SOUND);
        NodeKey.createIfAbsent(shared.resolve("keys"));
        node = NodeKey.readPublic(shared.resolve("keys/node.pub"));
        Files.createDirectory(shared.resolve("public-keys"));
        Files.copy(shared.resolve("keys/node.pub"), shared.resolve("public-keys/node.pub"));
        Files.createDirectory(shared.resolve("models"));
        Files.writeString(shared.resolve("site.yaml"), """
                site: old-town
                node: market-square
                sensors:
                  - {id: square, kind: camera, source: /story/square.mp4, purpose: test, legalBasis: test, policy: patient}
                  - {id: whistle, kind: microphone, source: /story/whistle.flac, purpose: test, legalBasis: test, policy: patient}
                policies:
                  - {id: patient, version: 1, video: {frame: none, faces: solid, timeLimit: 5m}, audio: {voice: mute-speech}}
                """);
        try (Stream<Path> all = Files.walk(shared)) {
            for (Path file : all.toList()) {
                Files.setAttribute(file, "unix:uid", USER_OF_IMAGES);
            }
        }
    }

    ServiceProcess startsBroker(String role) {
        String[] address = (role.equals("edge") ? edge : fog).split(":");
        return starts(
                role + "-broker",
                "broker",
                Map.of(
                        "BAUTA_BROKER_ROLE",
                        role,
                        "BAUTA_BROKER_DATA",
                        SEEN + role,
                        "BAUTA_BROKER_HOST",
                        address[0],
                        "BAUTA_BROKER_PORT",
                        address[1]));
    }

    ServiceProcess starts(String service) {
        Map<String, String> settings = new HashMap<>();
        settings.put("BAUTA_SITE_FILE", SEEN + "site.yaml");
        settings.put("BAUTA_EDGE_BOOTSTRAP_SERVERS", edge);
        settings.put("BAUTA_FOG_BOOTSTRAP_SERVERS", fog);
        settings.put("BAUTA_KEYS", SEEN + (service.equals("egress") ? "public-keys" : "keys"));
        settings.put("BAUTA_EGRESS_APPROVED_MODELS", String.join(",", models.values()));
        settings.put("BAUTA_MODEL_SERVER_FOLDER", "/opt/bauta/models");
        settings.put("BAUTA_MODELS_CACHE", SEEN + "models");
        settings.put("BAUTA_MODELS_DETECTOR", models.get("street-quarter"));
        settings.put("BAUTA_MODELS_VOICE", models.get("voice"));
        if (services.containsKey("model-server")) {
            settings.put("BAUTA_MODELS_SERVER", services.get("model-server").url());
        }
        return starts(service, service, settings);
    }

    private ServiceProcess starts(String name, String image, Map<String, String> settings) {
        Emulator.Contained contained = emulator.unpack(images.of(image), shared);
        Map<String, String> environment = new HashMap<>(contained.environment());
        environment.put("JDK_JAVA_OPTIONS", "-Xmx192m");
        environment.putAll(settings);
        ServiceProcess service = new ServiceProcess(name, contained.command(), folder, environment);
        services.put(name, service);
        return service.start();
    }

    /** Where a partner reads. */
    String fog() {
        return fog;
    }

    /** With which the node signs. */
    PublicKey node() {
        return node;
    }

    /** What each service said last, for a test that failed. */
    String lastWords() {
        StringBuilder words = new StringBuilder();
        services.values().forEach(service -> words.append(service.lastWords()).append('\n'));
        return words.toString();
    }

    /** Leaves what the services said in the module's target folder. */
    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
        try {
            Path logs = Files.createDirectories(Repository.path("tests-e2e/target/arm64"));
            for (String name : services.keySet()) {
                Files.writeString(logs.resolve(name + ".log"), Files.readString(folder.resolve(name + ".log"), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that were started. */
    List<ServiceProcess> services() {
        return new ArrayList<>(services.values());
    }
}
