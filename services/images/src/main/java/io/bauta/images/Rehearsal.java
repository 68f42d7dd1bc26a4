/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import io.bauta.contracts.provenance.NodeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service of an image, started outside of it: with its files as they lie there, a camera that is not there, and no broker. */
final class Rehearsal {
    /** Jib gives it to every file; a cache is for jars of a certain age. */
    private static final FileTime AGE_IN_IMAGES = FileTime.from(Instant.ofEpochSecond(1));

    private static final String NOBODY = "127.0.0.1:1";
    private static final long TICK_MILLIS = 200;
    private static final List<String> QUESTIONS = List.of("/q/health/live", "/q/health/ready", "/q/metrics");

    private final ServiceImage image;
    private final Path work;
    private final Path root;
    private final int port = freePort();
    private Process process;

    /** @param work an empty folder for its files and all that it writes */
    Rehearsal(ServiceImage image, List<FileEntriesLayer> layers, Path work) throws IOException {
        this.image = image;
        this.work = work;
        this.root = work.resolve("root");
        for (FileEntriesLayer layer : layers) {
            for (FileEntry entry : layer.getEntries()) {
                Path file = root.resolve(entry.getExtractionPath().toString().substring(1));
                Files.createDirectories(file.getParent());
                Files.copy(entry.getSourceFile(), file);
                Files.setLastModifiedTime(file, AGE_IN_IMAGES);
            }
        }
        NodeKey.createIfAbsent(work.resolve("keys"));
        Files.writeString(work.resolve("site.yaml"), """
                site: rehearsal
                node: rehearsal
                sensors:
                  - {id: nobody, kind: camera, source: nobody.mp4, purpose: rehearsal, legalBasis: none}
                """);
    }

    /** The image's, with its own places. */
    List<String> arguments() {
        return image.entrypoint().stream()
                .skip(1)
                .map(word -> word.replace(ServiceImage.HOME, root + ServiceImage.HOME)
                        .replace("=/tmp", "=" + work.resolve("tmp")))
                .toList();
    }

    void start(List<String> command) throws IOException {
        Files.createDirectories(work.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment());
        process = builder.start();
    }

    /**
     * All that it is told. Nothing of the environment of whoever builds: the placement operator would take a kubectl's context from
     * it, and work in somebody's cluster.
     */
    Map<String, String> environment() {
        Map<String, String> settings = new HashMap<>();
        settings.put("HOME", work.toString());
        settings.put("KUBECONFIG", work.resolve("no-kubeconfig").toString());
        settings.put("KUBERNETES_MASTER", "https://" + NOBODY);
        settings.put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
        settings.put("KUBERNETES_AUTH_TRYSERVICEACCOUNT", "false");
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        settings.put("BAUTA_BROKER_METRICS_PORT", Integer.toString(port));
        settings.put("BAUTA_BROKER_ROLE", "edge");
        settings.put("BAUTA_BROKER_DATA", work.resolve("data").toString());
        settings.put("BAUTA_BROKER_PORT", "0");
        settings.put("BAUTA_SITE_FILE", work.resolve("site.yaml").toString());
        settings.put("BAUTA_KEYS", work.resolve("keys").toString());
        settings.put("BAUTA_EDGE_BOOTSTRAP_SERVERS", NOBODY);
        settings.put("BAUTA_FOG_BOOTSTRAP_SERVERS", NOBODY);
        settings.put("BAUTA_MODEL_SERVER_FOLDER", root + ServiceImage.MODELS);
        settings.put("BAUTA_MODELS_SERVER", "http://" + NOBODY);
        settings.put("BAUTA_MODELS_CACHE", work.resolve("models").toString());
        return settings;
    }

    /** Until it has answered what a cluster and a Prometheus ask, or has ended, or for as long as this. */
    void awaitAnswer(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (process.isAlive()
                && System.nanoTime() < end
                && !QUESTIONS.stream().allMatch(this::answers)) {
            try {
                Thread.sleep(TICK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
                throw new IOException("interrupted while " + image.label() + " was started", e);
            }
        }
    }

    /** Well or not, as long as it is an answer. */
    private boolean answers(String question) {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + question).toURL().openConnection();
            asked.setReadTimeout(5000);
            return asked.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks it to end, which is when it writes down its notes. */
    void end(Duration limit) throws IOException {
        process.destroy();
        try {
            process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + image.label() + " ended", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
