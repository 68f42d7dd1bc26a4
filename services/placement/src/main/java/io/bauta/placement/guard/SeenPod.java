/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bauta.placement.cluster.Glimpse;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** What is looked at of a Pod: where it runs, and by what it could have access to raw media. */
@Group("")
@Version("v1")
@Kind("Pod")
public final class SeenPod extends Glimpse implements Namespaced {
    private static final long serialVersionUID = 1L;

    private transient Spec spec;
    private transient Status status;

    /** What it is made of. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Spec(
            String nodeName,
            String serviceAccountName,
            String serviceAccount,
            List<Container> containers,
            List<Container> initContainers,
            List<Container> ephemeralContainers,
            List<Volume> volumes) {
        Spec {
            containers = orNone(containers);
            initContainers = orNone(initContainers);
            ephemeralContainers = orNone(ephemeralContainers);
            volumes = orNone(volumes);
        }
    }

    /** One of its containers, of whichever sort. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Container(String image, List<Variable> env, List<Variables> envFrom) {
        Container {
            env = orNone(env);
            envFrom = orNone(envFrom);
        }
    }

    /** A variable of a container's environment. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Variable(Origin valueFrom) {}

    /** Where a variable is taken from. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Origin(Named secretKeyRef) {}

    /** Several variables at once. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Variables(Named secretRef) {}

    /** A Secret by its name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Named(String name) {}

    /** One of its volumes. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Volume(SecretFiles secret, Projected projected, HostPath hostPath) {}

    /** A Secret as files. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SecretFiles(String secretName) {}

    /** Files of several origins. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Projected(List<Projection> sources) {
        Projected {
            sources = orNone(sources);
        }
    }

    /** One of these origins. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Projection(Named secret) {}

    /** A place of the node itself. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record HostPath(String path) {}

    /** How far it is. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Status(String phase) {}

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

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }
}
