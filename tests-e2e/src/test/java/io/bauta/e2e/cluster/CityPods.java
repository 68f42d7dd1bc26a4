/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static io.bauta.testing.kubernetes.TwoNodes.EDGE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pods of a city that the chart installed, as an administrator sees them. */
final class CityPods {
    private static final int ANSWERS_WITHIN_MILLIS = 5000;

    private final KubernetesClient admin;

    CityPods(KubernetesClient admin) {
        this.admin = admin;
    }

    List<Pod> all() {
        return admin.pods()
                .inNamespace(RealCity.NAMESPACE)
                .withLabel("app.kubernetes.io/instance", "city")
                .withLabelNotIn("app.kubernetes.io/component", "test")
                .list()
                .getItems();
    }

    /** By their identities, which they are and how often they were started again. */
    Map<String, String> ofTheEdge() {
        return all().stream()
                .filter(pod -> EDGE.equals(pod.getSpec().getNodeName()))
                .collect(Collectors.toMap(
                        pod -> pod.getMetadata().getUid(),
                        pod -> pod.getMetadata().getName() + " started again "
                                + pod.getStatus()
                                        .getContainerStatuses()
                                        .getFirst()
                                        .getRestartCount() + " times"));
    }

    /** The address of one of them. */
    String addressOf(String component) {
        return of(component).getStatus().getPodIP();
    }

    /** What the video anonymiser has let go of, asked from the street. */
    double released() throws IOException {
        return figures("video-anonymiser", 8082)
                .lines()
                .filter(line -> line.startsWith("bauta_chunks_released_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What one of them tells Prometheus. */
    String figures(String component, int port) throws IOException {
        return figures(of(component), port);
    }

    /** The names of those that tell Prometheus nothing of their own. */
    List<String> withoutFigures() throws IOException {
        List<String> without = new ArrayList<>();
        for (Pod pod : all()) {
            int port = pod.getSpec().getContainers().getFirst().getPorts().stream()
                    .filter(named -> "http".equals(named.getName()))
                    .findFirst()
                    .orElseThrow()
                    .getContainerPort();
            if (!figures(pod, port).contains("bauta_")) {
                without.add(pod.getMetadata().getName());
            }
        }
        return without;
    }

    private static String figures(Pod pod, int port) throws IOException {
        URLConnection asked = URI.create("http://" + pod.getStatus().getPodIP() + ":" + port + "/q/metrics")
                .toURL()
                .openConnection();
        asked.setConnectTimeout(ANSWERS_WITHIN_MILLIS);
        asked.setReadTimeout(ANSWERS_WITHIN_MILLIS);
        try (InputStream answer = asked.getInputStream()) {
            return new String(answer.readAllBytes(), UTF_8);
        }
    }

    /** How many processes have taken up the quick start of their image, as this machine's kernel sees them. */
    static long startedQuickly() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.filter(CityPods::hasTakenUpAQuickStart).count();
        }
    }

    private static boolean hasTakenUpAQuickStart(Path process) {
        try {
            return Files.readString(process.resolve("maps")).contains("/opt/bauta/start.aot");
        } catch (IOException endedOrNone) {
            return false;
        }
    }

    boolean nodeIsReady(String node) {
        return isReady(
                admin.nodes().withName(node).get().getStatus().getConditions().stream(),
                condition -> condition.getType() + " " + condition.getStatus());
    }

    static boolean isReady(Pod pod) {
        return isReady(
                pod.getStatus().getConditions().stream(),
                condition -> condition.getType() + " " + condition.getStatus());
    }

    private static <C> boolean isReady(Stream<C> conditions, Function<C, String> told) {
        return conditions.map(told).anyMatch("Ready True"::equals);
    }

    private Pod of(String component) {
        return all().stream()
                .filter(pod -> pod.getMetadata().getName().contains(component))
                .findFirst()
                .orElseThrow();
    }
}
