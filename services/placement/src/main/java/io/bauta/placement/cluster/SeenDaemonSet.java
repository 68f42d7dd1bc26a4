/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;

/** What is looked at of a DaemonSet, and all that is ever written of one. */
@Group("apps")
@Version("v1")
@Kind("DaemonSet")
public final class SeenDaemonSet extends Glimpse implements Namespaced {
    private static final long serialVersionUID = 1L;

    private transient Spec spec;
    private transient Status status;

    /** What its pods are made of. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spec(Template template) {
        static Spec told(String digest) {
            return new Spec(new Template(new Notes(Map.of(Labels.TOLD, digest))));
        }
    }

    /** A pod to be. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Template(Notes metadata) {}

    /** What is noted at a pod to be. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Notes(Map<String, String> annotations) {}

    /** How far its controller is. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(
            Long observedGeneration,
            Integer desiredNumberScheduled,
            Integer updatedNumberScheduled,
            Integer numberMisscheduled,
            Integer numberReady) {}

    public Spec getSpec() {
        return spec;
    }

    public void setSpec(Spec spec) {
        this.spec = spec;
    }

    public Status getStatus() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
    }
}
