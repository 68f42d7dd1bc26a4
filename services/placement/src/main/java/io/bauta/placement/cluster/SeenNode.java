/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** What is looked at of a Node. */
@Group("")
@Version("v1")
@Kind("Node")
public final class SeenNode extends Glimpse {
    private static final long serialVersionUID = 1L;

    private transient Spec spec;
    private transient Status status;

    /** What is wanted of it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spec(Boolean unschedulable, List<Taint> taints) {}

    /** Why pods keep away from it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Taint(String key) {}

    /** How it is. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(List<Condition> conditions) {}

    /** One statement of its kubelet, or of whoever misses that. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Condition(String type, String status, String lastTransitionTime) {}

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
