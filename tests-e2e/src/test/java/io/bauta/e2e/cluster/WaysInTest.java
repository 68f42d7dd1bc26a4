/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.testing.kubernetes.CommandOutcome;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A raw pod runs as it should. Somebody to whom RBAC forbids nothing, and a kubelet of the fog, try to get into it or to bring it
 * elsewhere.
 */
class WaysInTest {
    @RegisterExtension
    static final KubernetesInProcesses kubernetes = KubernetesInProcesses.shared();

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FOG_KUBELET =
            "--as=system:node:ways-fog --as-group=system:nodes --as-group=system:authenticated ";

    @TempDir
    static Path folder;

    @BeforeAll
    static void aRawPod() throws IOException {
        Guards.install(kubernetes);
        Path file = Files.writeString(folder.resolve("pod.yaml"), """
                apiVersion: v1
                kind: Node
                metadata: {name: ways-fog, labels: {bauta.io/tier: fog}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: anonymiser, namespace: bauta, labels: {bauta.io/raw: 'true'}}
                spec:
                  nodeSelector: {bauta.io/tier: edge}
                  automountServiceAccountToken: false
                  securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
                  containers:
                    - name: c
                      image: bauta/video-anonymiser@sha256:%s
                      securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: anonymiser, namespace: bauta}
                spec: {ports: [{port: 8082}]}
                """.formatted("a".repeat(64)));
        await().atMost(PATIENCE)
                .until(() -> kubernetes
                                .kubectl("-n", "bauta", "get", "serviceaccount", "default")
                                .code()
                        == 0);
        kubernetes.kubectl("apply", "-f", file.toString()).orThrow();
    }

    @AfterAll
    static void nothingIsLeft() {
        kubernetes.kubectl(
                "delete",
                "--ignore-not-found",
                "--now",
                "-f",
                folder.resolve("pod.yaml").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec anonymiser -- id",
                "attach anonymiser",
                "get --raw /api/v1/namespaces/bauta/pods/anonymiser/portforward?ports=8082",
                "cp anonymiser:/etc/passwd passwd",
                "get --raw /api/v1/namespaces/bauta/pods/anonymiser/proxy/q/metrics",
                "get --raw /api/v1/namespaces/bauta/services/anonymiser:8082/proxy/q/metrics",
                "get --raw /api/v1/nodes/ways-fog/proxy/exec/bauta/anonymiser/c?command=id",
                "get --raw /api/v1/nodes/ways-fog/proxy/containerLogs/bauta/anonymiser/c",
            })
    void nobodyEnters(String command) {
        CommandOutcome outcome = as("--as=chief --as-group=system:masters -n bauta " + command);

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err())
                .contains("bauta-no-way-in", "except as a member of the group bauta:break-glass, which is recorded");
    }

    @Test
    void figuresOfANodeMayBeRead() {
        assertThat(as("--as=chief --as-group=system:masters get --raw /api/v1/nodes/ways-fog/proxy/metrics/cadvisor")
                        .err())
                .doesNotContain("bauta-no-way-in");
    }

    /** No kubelet runs the pod here, so the way ends behind the door; that it was opened stands in the audit log. */
    @Test
    void whoBreaksTheGlassEntersAndIsRecorded() throws IOException {
        CommandOutcome outcome =
                as("--as=nurse --as-group=system:masters --as-group=bauta:break-glass -n bauta exec anonymiser -- id");
        as("--as=thief --as-group=system:masters -n bauta exec anonymiser -- id");

        assertThat(outcome.err()).doesNotContain("bauta-no-way-in");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(recorded("\"bauta-no-way-in/break-glass\":\"nurse entered anonymiser\""))
                    .isPositive();
            assertThat(recorded("\"bauta-no-way-in/break-glass\":\"thief was refused at anonymiser\""))
                    .isPositive();
        });
        assertThat(recorded("thief entered")).isZero();
    }

    private static long recorded(String what) throws IOException {
        try (Stream<String> lines = Files.lines(kubernetes.auditLog())) {
            return lines.filter(line -> line.contains(what)).count();
        }
    }

    @Test
    void nobodyButTheSchedulerBinds() throws IOException {
        Path binding = Files.writeString(folder.resolve("binding.json"), """
                {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "anonymiser", "namespace": "bauta"},
                 "target": {"apiVersion": "v1", "kind": "Node", "name": "ways-fog"}}
                """);

        for (String place : new String[] {"pods/anonymiser/binding", "bindings"}) {
            assertThat(as("--as=chief --as-group=system:masters create --raw /api/v1/namespaces/bauta/" + place + " -f "
                                    + binding)
                            .err())
                    .contains("pods of this namespace are placed by the scheduler only");
        }
        assertThat(as("-n bauta get pod anonymiser -o jsonpath={.spec.nodeName}")
                        .out())
                .isEmpty();
    }

    /** As a kubelet does it: it writes the whole node, or the part with its status, in which labels are taken too. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/status"})
    void aNodeDoesNotMakeItselfAnEdgeNode(String part) throws IOException {
        String node = as("get node ways-fog -o json").orThrow();
        Path file = Files.writeString(
                folder.resolve("node.json"), node.replace("\"bauta.io/tier\": \"fog\"", "\"bauta.io/tier\": \"edge\""));

        CommandOutcome outcome = as(FOG_KUBELET + "replace --raw /api/v1/nodes/ways-fog" + part + " -f " + file);

        assertThat(outcome.err()).contains("a node does not say itself of which tier it is");
        assertThat(as("get node ways-fog -o jsonpath={.metadata.labels.bauta\\.io/tier}")
                        .out())
                .isEqualTo("fog");
    }

    @Test
    void aNodeMaySayWhatElseItIs() {
        as(FOG_KUBELET + "patch node ways-fog --type=merge -p {\"metadata\":{\"labels\":{\"example.org/gpu\":\"1\"}}}")
                .orThrow();
    }

    /** By its label network policies know what must not speak with the fog. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--subresource=status "})
    void theLabelStays(String part) {
        as("--as=chief --as-group=system:masters -n bauta patch pod anonymiser " + part
                + "--type=merge -p {\"metadata\":{\"labels\":{\"bauta.io/raw\":null}}}");

        assertThat(as("-n bauta get pod anonymiser -o jsonpath={.metadata.labels.bauta\\.io/raw}")
                        .out())
                .isEqualTo("true");
    }

    private static CommandOutcome as(String command) {
        return kubernetes.kubectl(command.split(" "));
    }
}
