/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is looked at of one of Kubernetes' own objects, which is little: the client's classes know every field, weigh more than a
 * kilobyte each when empty, and bring some thousand classes with them. A subclass has the fields that are read or written, and
 * says by annotations what it is in the cluster.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
// By its own fields, and not by asking again which class it is.
@JsonDeserialize(using = JsonDeserializer.None.class)
public abstract class Glimpse implements HasMetadata {
    private static final long serialVersionUID = 1L;

    private ObjectMeta metadata;

    @Override
    public final ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public final void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    /** It is the class's, whatever is read. */
    @Override
    public final void setApiVersion(String version) {}

    @JsonIgnore
    final Map<String, String> labels() {
        return Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
    }

    /** What is kept of who an object is; collections that would be empty are not there. */
    public static ObjectMeta who(ObjectMeta whole) {
        ObjectMeta kept = named(whole.getName(), whole.getNamespace());
        kept.setUid(whole.getUid());
        kept.setResourceVersion(whole.getResourceVersion());
        kept.setGeneration(whole.getGeneration());
        return kept;
    }

    /** An object's name, and nothing else yet. */
    public static ObjectMeta named(String name, String namespace) {
        ObjectMeta named = new ObjectMeta();
        named.setName(name);
        named.setNamespace(namespace);
        // One for all, where a new object would have its own of each; the framework looks into them.
        named.setLabels(Map.of());
        named.setAnnotations(Map.of());
        named.setFinalizers(List.of());
        named.setOwnerReferences(List.of());
        named.setManagedFields(List.of());
        named.setAdditionalProperties(Map.of());
        return named;
    }
}
