/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.contracts.site.SensorKind;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.bauta.placement.api.v1alpha1.SensorStatus;
import io.bauta.placement.site.Sensor;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what sensors say of themselves: one request for each whose words are others now, none for the rest. */
final class SensorWriter {
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    /**
     * What was written and has perhaps not come back by the watch yet. Without it a word that is taken back at once would be
     * compared with what was said before, and never be written.
     */
    private final Map<String, SensorStatus> written = new ConcurrentHashMap<>();

    SensorWriter(KubernetesClient client) {
        this.client = client;
    }

    void write(Sensor sensor, SensorStatus status) {
        String uid = String.valueOf(sensor.object().getMetadata().getUid());
        SensorStatus known = sensor.object().getStatus();
        SensorStatus last = written.getOrDefault(uid, known);
        if (last != null && last.equals(known)) {
            written.remove(uid);
        }
        if (status.equals(last)) {
            return;
        }
        // Every field is written, so that a node that is no more the sensor's goes.
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("node", status.node());
        fields.put("policy", status.policy());
        fields.put("observedGeneration", status.observedGeneration());
        fields.put("conditions", status.conditions());
        try {
            object(sensor)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), JSON.writeValueAsString(Map.of("status", fields)));
            written.put(uid, status);
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
            written.remove(uid);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a status is always written", e);
        }
    }

    private Resource<? extends CustomResource<?, SensorStatus>> object(Sensor sensor) {
        return sensor.kind() == SensorKind.CAMERA
                ? client.resources(Camera.class).inNamespace(sensor.namespace()).withName(sensor.id())
                : client.resources(Microphone.class)
                        .inNamespace(sensor.namespace())
                        .withName(sensor.id());
    }
}
