/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static io.bauta.testing.kubernetes.TwoNodes.EDGE;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pods on the edge's node that are no part of the city, made by an administrator. */
final class Visitors {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String KNOCKER = "a";

    private final KubernetesClient admin;

    Visitors(KubernetesClient admin) {
        this.admin = admin;
    }

    /**
     * What one of them finds that no network policy is about.
     *
     * @param asks with the pod's address
     */
    <T> T asStranger(Function<String, T> asks) {
        Pod stranger = admin.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("stranger")
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(EDGE)
                        .addNewContainer()
                        .withName("c")
                        .withImage("bauta.example/sandbox:1")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        try {
            return asks.apply(await().atMost(PATIENCE)
                    .until(() -> admin.resource(stranger).get().getStatus().getPodIP(), address -> address != null));
        } finally {
            admin.resource(stranger).withGracePeriod(0).delete();
        }
    }

    /**
     * What a pod sees that network policies take for one of the edge's ingestion, and that knocks at doors from its first moment.
     *
     * @param digest of the image that knocks
     * @param doors each host:port
     * @return by door: shut, or open and since when
     */
    Map<String, String> knock(String digest, Collection<String> doors) {
        String labels = "app.kubernetes.io/name: bauta, app.kubernetes.io/instance: city,"
                + " app.kubernetes.io/component: ingestion, bauta.io/node: market-square, bauta.io/raw: 'true'";
        String spec =
                "nodeSelector: {bauta.io/tier: edge}, tolerations: [{operator: Exists}], containers: [c(bauta/knock@%s)]";
        Pod knocker = (Pod) new Attempt(RealCity.NAMESPACE, labels, spec.formatted(digest)).as("Pod");
        knocker.getSpec().getContainers().getFirst().setArgs(List.copyOf(doors));
        knocker.getSpec().getContainers().getFirst().setResources(null);
        // Or else the DaemonSet of that name would take it for one of its own, and for one too many.
        knocker.getMetadata().setOwnerReferences(List.of(somebodyElse()));
        admin.resource(knocker).inNamespace(RealCity.NAMESPACE).create();
        try {
            return await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> told(doors), told -> told.size() == doors.size());
        } finally {
            admin.pods()
                    .inNamespace(RealCity.NAMESPACE)
                    .withName(KNOCKER)
                    .withGracePeriod(0)
                    .delete();
        }
    }

    private OwnerReference somebodyElse() {
        ConfigMap owner = admin.configMaps()
                .inNamespace(RealCity.NAMESPACE)
                .withName("kube-root-ca.crt")
                .get();
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    private Map<String, String> told(Collection<String> doors) {
        return admin.pods()
                .inNamespace(RealCity.NAMESPACE)
                .withName(KNOCKER)
                .getLog()
                .lines()
                .filter(line -> doors.contains(line.split(" ", 2)[0]))
                .collect(Collectors.toMap(line -> line.split(" ", 2)[0], line -> line.split(" ", 2)[1]));
    }
}
