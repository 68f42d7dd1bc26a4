/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.street;

import io.bauta.testing.kafka.KafkaInJvm;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real fog broker for the gateway under test. */
public final class FogBroker implements QuarkusTestResourceLifecycleManager {
    public static final String ADDRESS = "bauta.fog.bootstrap-servers";
    private KafkaInJvm fog;

    @Override
    public Map<String, String> start() {
        fog = KafkaInJvm.fog().start();
        return Map.of(ADDRESS, fog.bootstrapServers(), "bauta.partner.event-every", "2s");
    }

    @Override
    public void stop() {
        fog.close();
    }
}
