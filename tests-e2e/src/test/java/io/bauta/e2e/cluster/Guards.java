/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static org.awaitility.Awaitility.await;

import io.bauta.e2e.house.Repository;
import io.bauta.testing.kubernetes.Cluster;
import java.time.Duration;

/** The admission policies, installed as the README says. */
final class Guards {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Guards() {}

    /** Returns once each of them is seen to refuse something: they do not bite at once. */
    static void install(Cluster cluster) {
        cluster.make("-k", Repository.path("k8s/policies"));
        await().atMost(PATIENCE).until(() -> cluster.kubectl(
                        "-n", "default", "run", "probe", "--image", "bauta/ingestion:0.1.0", "--dry-run=server")
                .err()
                .contains("in the namespace bauta only"));
    }
}
