/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.testing.kubernetes.Cluster;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests in somebody's cluster leave it as it was. */
class ExistingClusterTest {
    @RegisterExtension
    static final KubernetesInProcesses kubernetes = KubernetesInProcesses.shared();

    @TempDir
    Path folder;

    private Cluster somebodys;

    @BeforeEach
    void somebodyHasANamespace() {
        somebodys = Cluster.existing(kubernetes.kubeconfig());
        kubernetes.kubectl("create", "namespace", "theirs").orThrow();
    }

    @AfterEach
    void somebodyIsDone() {
        kubernetes
                .kubectl("delete", "namespace", "theirs", "made", "--ignore-not-found")
                .orThrow();
    }

    @Test
    void whatATestHasMadeGoesAndWhatWasThereStays() throws Exception {
        somebodys.beforeAll(null);
        somebodys.make("-f", manifests("made"));
        assertThat(isThere("made")).isTrue();

        somebodys.afterAll(null);

        assertThat(isThere("made")).isFalse();
        assertThat(isThere("theirs")).isTrue();
    }

    @Test
    void whatIsThereIsNeitherTakenOverNorDeleted() throws Exception {
        Path both = manifests("made", "theirs");

        assertThatThrownBy(() -> somebodys.make("-f", both))
                .hasMessageContaining("namespace/theirs")
                .hasMessageContaining("is not touched");
        somebodys.afterAll(null);

        assertThat(isThere("made")).isFalse();
        assertThat(isThere("theirs")).isTrue();
    }

    @Test
    void whereBautaIsAtHomeItsPoliciesAreLeftAlone() throws Exception {
        Guards.install(kubernetes);

        assertThatThrownBy(() -> Guards.install(somebodys))
                .hasMessageContaining("namespace/bauta")
                .hasMessageContaining("BAUTA_KUBECONFIG");
        somebodys.afterAll(null);

        assertThat(isThere("bauta")).isTrue();
        assertThat(kubernetes
                        .kubectl("get", "validatingadmissionpolicy", "bauta-raw-stays-on-edge")
                        .code())
                .isZero();
    }

    @Test
    void aClusterThatDoesNotAnswerIsNoReasonToSkip() {
        assertThatThrownBy(() -> Cluster.existing(folder.resolve("none")).beforeAll(null))
                .isInstanceOf(IllegalStateException.class);
    }

    private Path manifests(String... namespaces) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String one : namespaces) {
            text.append("---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ")
                    .append(one)
                    .append("}\n");
        }
        return Files.writeString(folder.resolve("namespaces.yaml"), text);
    }

    private static boolean isThere(String namespace) {
        return kubernetes
                .kubectl("get", "namespace", namespace, "--ignore-not-found", "-o", "name")
                .orThrow()
                .contains(namespace);
    }
}
