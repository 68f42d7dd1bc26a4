/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import io.bauta.broker.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Kubernetes without machines: etcd, API server, controllers and scheduler on loopback, with an authority of their own, RBAC, the
 * admission plugins of any cluster and an audit log. Where it was never built the tests are skipped and say so.
 *
 * <p>All classes of a JVM that register one share it, and it ends with the last of them:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final KubernetesInProcesses kubernetes = KubernetesInProcesses.shared();
 * }</pre>
 *
 * Logs are left in {@code target/kubernetes}. Nodes are there only if {@link #nodes} plays some: they run nothing. Not
 * thread-safe.
 */
public final class KubernetesInProcesses implements Cluster, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final KubernetesInProcesses SHARED =
            new KubernetesInProcesses(Path.of("target/kubernetes"), true, KubernetesPlace.loopback());
    private static final KubernetesInProcesses API_SERVER =
            new KubernetesInProcesses(Path.of("target/api-server"), false, KubernetesPlace.loopback());

    private final Path folder;
    private final boolean governed;
    private final KubernetesPlace place;
    private final List<KubernetesPart> parts = new ArrayList<>();
    private KubernetesProgram.Found program;

    private KubernetesInProcesses(Path folder, boolean governed, KubernetesPlace place) {
        this.folder = folder.toAbsolutePath();
        this.governed = governed;
        this.place = place;
    }

    /** One for nodes that are not played, started already. */
    static KubernetesInProcesses forNodes(Path folder, KubernetesPlace place, KubernetesProgram.Found program) {
        KubernetesInProcesses kubernetes = new KubernetesInProcesses(folder, true, place);
        kubernetes.program = program;
        kubernetes.start();
        return kubernetes;
    }

    /** The one of this JVM; it starts with the first class that registers it. */
    public static KubernetesInProcesses shared() {
        return SHARED;
    }

    /**
     * etcd and API server alone, one of this JVM as well: nothing changes there but what is written. For tests that play the
     * controllers themselves, or make more nodes than these could look after. Logs are left in {@code target/api-server}.
     */
    public static KubernetesInProcesses apiServer() {
        return API_SERVER;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (program == null) {
            program = KubernetesProgram.find();
        }
        return program.folder() == null
                ? ConditionEvaluationResult.disabled(program.reason())
                : ConditionEvaluationResult.enabled("");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (parts.isEmpty()) {
            start();
            // At the end of the run JUnit closes what lies in its root.
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(KubernetesInProcesses.class, governed))
                    .put(this, this);
        }
    }

    private void start() {
        delete(folder);
        create(folder.resolve("logs"));
        String etcd = KubernetesPlace.etcd();
        int port = Ports.free(place.host());
        CommandOutcome.of(place.pki(program.folder().resolve("pki"), pki(), port))
                .orThrow();
        try {
            part("etcd", "etcd", KubernetesArguments.etcd(folder.resolve("etcd"), etcd, KubernetesPlace.etcd()));
            part("api-server", "kube-apiserver", KubernetesArguments.apiServer(folder, etcd, place, port));
            await(() -> kubectl("get", "--raw", "/readyz").code() == 0);
            if (!governed) {
                return;
            }
            part("controllers", "kube-controller-manager", KubernetesArguments.controllers(folder, place));
            part("scheduler", "kube-scheduler", KubernetesArguments.scheduler(folder));
            await(() ->
                    kubectl("-n", "default", "get", "serviceaccount", "default").code() == 0);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts one more part, which ends when the cluster does, if not before. */
    public KubernetesPart part(String log, String name, List<String> arguments) {
        KubernetesPart part =
                new KubernetesPart(program.folder().resolve(name), folder.resolve("logs/" + log + ".log"), arguments);
        parts.add(part);
        return part;
    }

    /**
     * Plays the kubelets of all nodes that have the label {@code kwok=name}: they say they are well, and their pods that they run.
     * When the part is killed the nodes are lost.
     */
    public KubernetesPart nodes(String name) {
        return part(
                "nodes-" + name,
                "kwok",
                List.of(
                        "--kubeconfig=" + kubeconfig(),
                        "--config=" + KubernetesProgram.file("stages.yaml"),
                        "--manage-all-nodes=false",
                        "--manage-nodes-with-label-selector=kwok=" + name,
                        "--node-lease-duration-seconds=" + KubernetesArguments.LEASE_SECONDS));
    }

    /** Everything is allowed to whoever has this; other users are played by impersonation. */
    @Override
    public Path kubeconfig() {
        return pki().resolve("admin.kubeconfig");
    }

    /** Everybody's keys and logins. */
    Path pki() {
        return folder.resolve("pki");
    }

    /** What the admission policies left for the record, one event in JSON a line. */
    public Path auditLog() {
        return folder.resolve("logs/audit.log");
    }

    @Override
    public CommandOutcome kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                program.folder().resolve("kubectl").toString(),
                "--kubeconfig=" + kubeconfig(),
                "--cache-dir=" + folder.resolve("discovery")));
        command.addAll(List.of(arguments));
        return CommandOutcome.of(command);
    }

    /** It ends with the tests, and classes share it: what is there already is taken as it is, and nothing is taken away. */
    @Override
    public void make(String flag, Path manifests) {
        kubectl("apply", flag, manifests.toString()).orThrow();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // Other classes may need what this one has made.
    }

    private void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            parts.forEach(KubernetesPart::mustLive);
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "Kubernetes does not come up in " + PATIENCE + "; logs are in " + folder);
            }
        }
    }

    /** The last that came goes first: an API server whose etcd has gone does not end. */
    @Override
    public void close() {
        parts.reversed().forEach(KubernetesPart::close);
        parts.clear();
        delete(folder.resolve("etcd"));
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
