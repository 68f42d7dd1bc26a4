/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Two nodes that run containers, {@code edge} and {@code fog}, each with a network, processes and mounts of its own, and the cluster
 * they belong to. The cable between them can be cut. Cameras stand in a street that only the edge has a way to. Network
 * policies are enforced, the cluster's DNS is a pod of the fog, and there is no registry: images are brought. Where the machine
 * cannot do it the tests are skipped and say why.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TwoNodes nodes = new TwoNodes();
 * }</pre>
 *
 * It needs root. Logs are left in {@code target/nodes} and {@code target/two-nodes}; everything else is taken away after the tests of the class, or when this
 * JVM ends, however that comes about. Not thread-safe.
 */
public final class TwoNodes implements ExecutionCondition, BeforeAllCallback, AutoCloseable {
    public static final String EDGE = "edge";
    public static final String FOG = "fog";

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    /** A busy machine must not look like a lost node, and a lost node must not be waited for too long. */
    private static final int GRACE_SECONDS = 16;

    private static final int TOLERATION_SECONDS = 300;

    private final Path folder = Path.of("target/nodes").toAbsolutePath();
    private KubernetesProgram.Found program;
    private KubernetesProgram.Found programs;
    private NodesProcess process;
    private KubernetesInProcesses kubernetes;
    private int town;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String missing = missing();
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("")
                : ConditionEvaluationResult.disabled("no real nodes: " + missing);
    }

    private String missing() {
        if (program != null) {
            return "";
        }
        CommandOutcome able =
                CommandOutcome.of(List.of("bash", KubernetesProgram.nodes().toString(), "able"));
        if (able.code() != 0) {
            return able.reason();
        }
        programs = KubernetesProgram.findForNodes();
        KubernetesProgram.Found found = KubernetesProgram.find();
        if (programs.folder() == null || found.folder() == null) {
            return programs.reason() + found.reason();
        }
        program = found;
        return "";
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(ExtensionContext.Namespace.create(TwoNodes.class)).put(this, this);
        start();
    }

    private void start() {
        process = new NodesProcess(folder, programs.folder());
        town = Integer.parseInt(process.answer().replace("town ", ""));
        kubernetes = KubernetesInProcesses.forNodes(
                Path.of("target/two-nodes"),
                new KubernetesPlace(
                        town(),
                        "10.216." + town + ".0/24",
                        GRACE_SECONDS,
                        TOLERATION_SECONDS,
                        List.of("system:node:edge=system:nodes", "system:node:fog=system:nodes", "system:kube-proxy")),
                program);
        process.tell("start " + program.folder() + " " + kubernetes.pki());
        awaitReady(EDGE, FOG);
        kubernetes.make("-f", dnsObjects());
    }

    private Path dnsObjects() {
        try {
            Path told = folder.resolve("dns.yaml");
            Files.writeString(told, Files.readString(KubernetesProgram.dns()).replace("ADDRESS", dns()));
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cluster. */
    public KubernetesInProcesses kubernetes() {
        return kubernetes;
    }

    /** This machine's address in the street, for cameras. */
    public InetAddress street() {
        try {
            return InetAddress.getByName("10.214." + town + ".1");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** This machine's address in the town. */
    public String town() {
        return "10.213." + town + ".1";
    }

    /** The Service of the cluster's DNS. */
    public String dns() {
        return service(10);
    }

    /** The Service of the cluster's API, on port 443. */
    public String api() {
        return service(1);
    }

    private String service(int number) {
        return "10.216." + town + "." + number;
    }

    /** A folder on the disk of a node. */
    public Path disk(String node) {
        return folder.resolve(node).resolve("disk");
    }

    /** Brings an image, as somebody does who has no registry, and returns its digest. */
    public String bring(String node, Path image) {
        return brought("bring " + node + " " + image.toAbsolutePath());
    }

    /** Brings an image of a program that knocks at all doors it is given, from its first moment; returns its digest. */
    public String bringKnocker(String node) {
        return brought("knocker " + node);
    }

    private String brought(String order) {
        String digest = process.tell(order);
        if (digest.equals("failed")) {
            throw new IllegalStateException("'" + order + "' failed; logs are in " + logs());
        }
        return digest;
    }

    /** The images of all containers that there are on a node. */
    public List<String> containers(String node) {
        return List.of(process.tell("containers " + node).split(","));
    }

    /** Pulls the edge's cable out of the town. */
    public void cut() {
        process.tell("cut");
    }

    /** Puts the cable back. */
    public void heal() {
        process.tell("heal");
    }

    /** Whether whoever listens there answers a pod, asked from within the pod's own network. */
    public boolean reaches(String node, String podAddress, String host, int port) {
        return isOpen("reach " + node + " " + podAddress + " " + host + " " + port);
    }

    /** Whether a host tells a pod the address of a name, by UDP. */
    public boolean asksNames(String node, String podAddress, String host) {
        return isOpen("names " + node + " " + podAddress + " " + host);
    }

    private boolean isOpen(String question) {
        String answer = process.tell(question);
        return switch (answer) {
            case "open" -> true;
            case "shut" -> false;
            default -> throw new IllegalStateException("'" + question + "' " + answer + "; logs are in " + logs());
        };
    }

    /** Waits until the cluster believes that these nodes are well. */
    public void awaitReady(String... names) {
        List<String> command = new ArrayList<>(List.of("wait", "--for=condition=Ready", "--timeout=2s"));
        for (String name : names) {
            command.add("node/" + name);
        }
        Instant end = Instant.now().plus(READY_WITHIN);
        while (kubernetes.kubectl(command.toArray(String[]::new)).code() != 0) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "not ready in " + READY_WITHIN + ": " + String.join(", ", names) + "; logs are in " + logs());
            }
        }
    }

    private Path logs() {
        return folder.resolve("logs");
    }

    @Override
    public void close() {
        // The nodes first: a cluster without an API server would be waited for.
        if (process != null) {
            process.close();
        }
        if (kubernetes != null) {
            kubernetes.close();
        }
    }
}
