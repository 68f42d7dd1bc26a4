/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.testing.kubernetes.Cluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody to whom RBAC forbids nothing makes pods on a real API server and tries to get at raw media. Whatever refuses, refuses
 * with a reason that a person understands.
 */
class PoliciesInForceTest {
    @RegisterExtension
    static final Cluster cluster = Cluster.atHand();

    /** A pod that is raw without saying so. */
    private static final Attempt SECRETLY_RAW = new Attempt("bauta", "", "containers: [c(bauta/ingestion:1)]");

    private static final Attempt LAWFUL = new Attempt(
            "bauta",
            "bauta.io/raw: 'true'",
            "serviceAccountName: bauta-raw, nodeSelector: {bauta.io/tier: edge}, containers: [c(bauta/ingestion:1)]");

    private static final String PEOPLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: author}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: User, name: author, apiGroup: rbac.authorization.k8s.io}]
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: elsewhere}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: agents, labels: {bauta.io/node-agents: 'true'}}
            """;

    private static KubernetesClient author;

    @TempDir
    static Path folder;

    @BeforeAll
    static void policiesAndSomebodyWhoMayDoEverything() throws IOException {
        Guards.install(cluster);
        author = Clients.of(cluster, "author");
        cluster.make("-f", Files.writeString(folder.resolve("people.yaml"), PEOPLE));
        cluster.kubectl(
                        "apply",
                        "-f",
                        Files.writeString(folder.resolve("accounts.yaml"), accounts())
                                .toString())
                .orThrow();
    }

    /** Kubernetes gives each namespace one of them itself, sooner or later. */
    private static String accounts() {
        StringBuilder text = new StringBuilder();
        for (String namespace : List.of("bauta", "elsewhere", "agents")) {
            for (String account : List.of("bauta-raw", "default")) {
                text.append("""
                        ---
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata: {name: %s, namespace: %s}
                        """.formatted(account, namespace));
            }
        }
        return text.toString();
    }

    @AfterAll
    static void goodbye() {
        if (author != null) {
            author.close();
            cluster.kubectl("delete", "-n", "bauta", "serviceaccount", "bauta-raw")
                    .orThrow();
        }
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvFileSource(resources = "/attempts.csv", delimiter = '|', numLinesToSkip = 1)
    void noPodGetsAtRawMediaElsewhere(String what, String namespace, String labels, String spec, String why) {
        assertThat(new Attempt(namespace, labels, spec).by(author))
                .as(what)
                .hasValueSatisfying(refused -> isUnderstood(refused, why));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvFileSource(resources = "/lawful.csv", delimiter = '|', numLinesToSkip = 1)
    void whoeverHasNoPartInItIsLetIn(String what, String namespace, String labels, String spec) {
        assertThat(new Attempt(namespace, labels, spec).by(author)).as(what).isEmpty();
    }

    static Iterable<String> kinds() {
        return Attempt.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whateverMakesPodsIsToldAtOnce(String kind) {
        assertThat(SECRETLY_RAW.by(author, kind))
                .hasValueSatisfying(refused -> isUnderstood(refused, "must have the nodeSelector bauta.io/tier: edge"));
        assertThat(LAWFUL.by(author, kind)).isEmpty();
    }

    /** What there was before may not be turned into something else either. */
    @Test
    void aLawfulPodDoesNotTurnIntoAnother() {
        author.resource(LAWFUL.as("Pod")).inNamespace("bauta").create();
        author.resource(new Attempt("elsewhere", "", "containers: [c(busybox)]").as("Pod"))
                .inNamespace("elsewhere")
                .create();
        try {
            isRefused("must carry the label", "-n", "bauta", "label", "pod", "a", "bauta.io/raw-");
            isRefused("in the namespace bauta only", "-n", "elsewhere", "set", "image", "pod/a", "c=bauta/ingestion:1");
            isRefused(
                    "nobody is put beside raw media",
                    "-n",
                    "bauta",
                    "debug",
                    "a",
                    "--image=busybox",
                    "--profile=restricted",
                    "--quiet");
        } finally {
            cluster.kubectl("-n", "bauta", "delete", "pod", "a", "--now").orThrow();
            cluster.kubectl("-n", "elsewhere", "delete", "pod", "a", "--now").orThrow();
        }
    }

    private static void isUnderstood(KubernetesClientException refused, String why) {
        assertThat(refused.getCode()).isIn(403, 422);
        assertThat(refused.getMessage()).contains(why).doesNotContain("expression", "no such key");
    }

    private static void isRefused(String why, String... command) {
        String[] all = new String[command.length + 1];
        System.arraycopy(command, 0, all, 1, command.length);
        all[0] = "--as=author";
        assertThat(cluster.kubectl(all)).satisfies(outcome -> {
            assertThat(outcome.code()).isNotZero();
            assertThat(outcome.err()).contains("ValidatingAdmissionPolicy 'bauta-", why);
        });
    }
}
