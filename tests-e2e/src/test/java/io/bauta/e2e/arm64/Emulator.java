/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.arm64;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.e2e.house.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A processor that this machine has not; {@code tests-e2e/arm64/run.sh} brings it. Images are unpacked once. */
final class Emulator {
    private static final String RUN = Repository.path("tests-e2e/arm64/run.sh").toString();
    private static final String BASE =
            Repository.path("services/images/bases/debian-arm64.sh").toString();

    private final Path folder;

    /** @param folder for images, unpacked */
    Emulator(Path folder) {
        this.folder = folder;
    }

    /** What images stand on; skips the test where there is none, or no emulator. */
    static Path base() {
        Answer possible = ask("bash", RUN, "possible");
        Assumptions.assumeTrue(possible.well(), "images for arm64 are not run: " + possible.lastLine());
        Answer base = ask("bash", BASE);
        Assumptions.assumeTrue(base.well(), "images for arm64 are not run: " + base.lastLine());
        return Path.of(base.lastLine());
    }

    /**
     * An image's own command and environment, as an engine would run them.
     *
     * @param image as it was saved
     * @param seen a folder that the image sees at {@code /story}
     */
    Contained unpack(Path image, Path seen) {
        try {
            Path saved = Files.createTempDirectory(folder, "image");
            run("tar", "-xf", image.toString(), "-C", saved.toString());
            ObjectMapper json = new ObjectMapper();
            JsonNode manifest =
                    json.readTree(saved.resolve("manifest.json").toFile()).get(0);
            JsonNode config = json.readTree(
                            saved.resolve(manifest.path("Config").asText()).toFile())
                    .path("config");
            List<String> layers = new ArrayList<>();
            for (JsonNode layer : manifest.path("Layers")) {
                layers.addFirst(layer(saved.resolve(layer.asText())).toString());
            }
            Map<String, String> environment = new HashMap<>();
            for (JsonNode variable : config.path("Env")) {
                String[] parts = variable.asText().split("=", 2);
                environment.put(parts[0], parts[1]);
            }
            List<String> command = new ArrayList<>(
                    List.of("bash", RUN, String.join(":", layers), seen.toString(), environment.remove("PATH")));
            config.path("Entrypoint").forEach(word -> command.add(word.asText()));
            return new Contained(List.copyOf(command), Map.copyOf(environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most images share most of their layers, which are called by their digests. */
    private Path layer(Path packed) throws IOException {
        Path layer = folder.resolve(packed.getFileName().toString().substring(0, 12));
        if (!Files.exists(layer)) {
            Files.createDirectory(layer);
            run("tar", "--warning=no-unknown-keyword", "-xzf", packed.toString(), "-C", layer.toString());
        }
        return layer;
    }

    private static void run(String... command) {
        Answer answer = ask(command);
        if (!answer.well()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + answer.lastLine());
        }
    }

    private static Answer ask(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Answer(
                    process.waitFor() == 0,
                    Optional.of(said.lines().toList())
                            .filter(lines -> !lines.isEmpty())
                            .map(List::getLast)
                            .orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What an image runs. */
    record Contained(List<String> command, Map<String, String> environment) {}

    private record Answer(boolean well, String lastLine) {}
}
