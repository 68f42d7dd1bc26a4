/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.contracts.site.SensorKind;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.bauta.placement.api.v1alpha1.SensorStatus;
import io.bauta.placement.site.Sensor;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what sensors say of themselves: one request for each whose words are others now, none for the rest. */
final class SensorWriter {
    private static final int NOT_FOUND = 404;

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
        try {
            object(sensor, status).patch(Applied.CONTEXT);
            written.put(uid, status);
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND) {
                throw e;
            }
            written.remove(uid);
        }
    }

    private EditReplacePatchable<?> object(Sensor sensor, SensorStatus status) {
        return sensor.kind() == SensorKind.CAMERA
                ? client.resource(saying(new Camera(), sensor, status)).subresource("status")
                : client.resource(saying(new Microphone(), sensor, status)).subresource("status");
    }

    private static <T extends CustomResource<?, SensorStatus>> T saying(T empty, Sensor sensor, SensorStatus status) {
        empty.setMetadata(Applied.named(sensor.object()));
        empty.setStatus(status);
        return empty;
    }
}
