/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExecutionCondition;

/**
 * What a test needs that needs an API server only, as a JUnit extension:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Cluster cluster = Cluster.atHand();
 * }</pre>
 *
 * Whatever is not inside a namespace that the test has made is made with {@link #make}.
 */
public interface Cluster extends ExecutionCondition, BeforeAllCallback, AfterAllCallback {

    /**
     * The cluster of the kubeconfig file that {@code BAUTA_KUBECONFIG} names, or else {@link KubernetesInProcesses#shared()}. Not
     * {@code KUBECONFIG}: nobody's everyday cluster is met by accident.
     */
    static Cluster atHand() {
        String named = System.getenv("BAUTA_KUBECONFIG");
        return named == null || named.isBlank() ? KubernetesInProcesses.shared() : existing(Path.of(named));
    }

    /** One that is there, and stays as it is. */
    static Cluster existing(Path kubeconfig) {
        return new ExistingCluster(kubeconfig);
    }

    /** By which it is reached, as one who may do everything. */
    Path kubeconfig();

    /** Runs kubectl as a person would, as one who may do everything. */
    CommandOutcome kubectl(String... arguments);

    /**
     * Makes what the manifests say. In a cluster that was there before it goes again after the class, and nothing may be there of
     * the kind and name.
     *
     * @param flag kubectl's, {@code -f} or {@code -k}
     * @param manifests a file or folder that is there until the class has ended
     * @throws IllegalStateException if it cannot be made, or something of it is there that somebody else has made
     */
    void make(String flag, Path manifests);
}
