/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

import io.bauta.placement.guard.GuardListener.Outcome;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes pods away and says so in the cluster. */
final class Evictions {
    private static final Logger LOG = Logger.getLogger(Evictions.class.getName());
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int TOO_MANY_REQUESTS = 429;

    private final KubernetesClient client;
    private final Set<String> spared;

    /** @param spared namespaces whose pods are reported only */
    Evictions(KubernetesClient client, Set<String> spared) {
        // A budget's "not now" is an answer here, and nothing to wait for.
        this.client = client.newClient(new RequestConfigBuilder()
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .adapt(KubernetesClient.class);
        this.spared = Set.copyOf(spared);
    }

    /** Tells a pod to go. A disruption budget must not protect it, or whoever means harm would make one. */
    Outcome evict(Violation violation) {
        if (spared.contains(violation.namespace())) {
            return Outcome.SPARED;
        }
        var pod = client.pods().inNamespace(violation.namespace()).withName(violation.pod());
        try {
            return pod.evict() ? Outcome.EVICTED : delete(violation);
        } catch (KubernetesClientException e) {
            if (e.getCode() == TOO_MANY_REQUESTS) {
                return delete(violation);
            }
            LOG.log(Level.WARNING, e, () -> "not evicted: pod=" + violation.namespace() + "/" + violation.pod());
            return Outcome.FAILED;
        }
    }

    private Outcome delete(Violation violation) {
        try {
            client.pods()
                    .inNamespace(violation.namespace())
                    .withName(violation.pod())
                    .withGracePeriod(0)
                    .delete();
            return Outcome.DELETED;
        } catch (KubernetesClientException e) {
            LOG.log(Level.WARNING, e, () -> "not deleted: pod=" + violation.namespace() + "/" + violation.pod());
            return Outcome.FAILED;
        }
    }

    /** An event at the pod, where {@code kubectl describe} shows it. */
    void report(Violation violation, Instant now) {
        try {
            client.v1()
                    .events()
                    .inNamespace(violation.namespace())
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName("bauta-raw-pod-astray-")
                            .withNamespace(violation.namespace())
                            .endMetadata()
                            .withType("Warning")
                            .withReason("RawPodAstray")
                            .withAction("Evict")
                            .withMessage(violation.words())
                            .withEventTime(new MicroTime(MICROS.format(now)))
                            .withReportingComponent("bauta.io/placement")
                            .withReportingInstance("bauta-placement")
                            .withNewInvolvedObject()
                            .withApiVersion("v1")
                            .withKind("Pod")
                            .withNamespace(violation.namespace())
                            .withName(violation.pod())
                            .withUid(violation.uid())
                            .endInvolvedObject()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            LOG.log(Level.WARNING, e, () -> "no event written: pod=" + violation.namespace() + "/" + violation.pod());
        }
    }
}
