/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Collection;

/** How objects of the cluster are read, so that a city of them fits into little memory. */
public final class ObjectReader {
    /** Who wrote which field is half of many an object, and nobody here asks. */
    @JsonIgnoreProperties("managedFields")
    private interface Unrecorded {}

    private ObjectReader() {}

    /**
     * @param kinds all that are watched: what a watch tells is read as one of these at once. Others are not looked for among the
     *     thousand classes of the client
     */
    public static KubernetesSerialization of(Collection<Class<? extends KubernetesResource>> kinds) {
        ObjectMapper mapper = new ObjectMapper();
        mapper.registerModule(new SimpleModule("shared-strings").addDeserializer(String.class, new SharedStrings()));
        mapper.addMixIn(ObjectMeta.class, Unrecorded.class);
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        serialization.registerKubernetesResource(Status.class);
        kinds.forEach(serialization::registerKubernetesResource);
        return serialization;
    }
}
