/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Somebody's cluster. Nothing is changed or deleted there but what a class has made itself. Not thread-safe. */
final class ExistingCluster implements Cluster {
    private final Path kubeconfig;
    private final Deque<List<String>> made = new ArrayDeque<>();

    ExistingCluster(Path kubeconfig) {
        this.kubeconfig = kubeconfig.toAbsolutePath();
    }

    /** Who names a cluster wants it tried: without kubectl, or without the cluster, tests fail and are not skipped. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ConditionEvaluationResult.enabled("");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        kubectl("get", "--raw", "/readyz").orThrow();
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** With the kubectl of the Kubernetes for tests where that was built, and else with whichever there is. */
    @Override
    public CommandOutcome kubectl(String... arguments) {
        Path built = KubernetesProgram.find().folder();
        List<String> command = new ArrayList<>(
                List.of(built == null ? "kubectl" : built.resolve("kubectl").toString(), "--kubeconfig=" + kubeconfig));
        command.addAll(Arrays.asList(arguments));
        return CommandOutcome.of(command);
    }

    @Override
    public void make(String flag, Path manifests) {
        if (!Files.exists(manifests)) {
            throw new IllegalStateException(manifests + " is not there");
        }
        String there = kubectl("get", "--ignore-not-found", "-o", "name", flag, manifests.toString())
                .orThrow()
                .strip();
        if (!there.isEmpty()) {
            throw new IllegalStateException("the cluster of " + kubeconfig + " has already what the test would make ("
                    + String.join(", ", there.split("\\s+"))
                    + "), and what is there is not touched; name a cluster without Bauta in BAUTA_KUBECONFIG");
        }
        made.push(List.of(flag, manifests.toString()));
        kubectl("create", flag, manifests.toString()).orThrow();
    }

    /** The last that was made goes first. */
    @Override
    public void afterAll(ExtensionContext context) {
        while (!made.isEmpty()) {
            List<String> one = made.pop();
            kubectl("delete", "--ignore-not-found", "--timeout=5m", one.getFirst(), one.getLast())
                    .orThrow();
        }
    }
}
