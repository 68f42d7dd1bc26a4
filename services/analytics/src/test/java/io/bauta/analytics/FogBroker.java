/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics;

import io.bauta.testing.kafka.KafkaInJvm;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real fog broker for the service under test. */
public final class FogBroker implements QuarkusTestResourceLifecycleManager {
    static final String ADDRESS = "bauta.fog.bootstrap-servers";
    private KafkaInJvm fog;

    @Override
    public Map<String, String> start() {
        fog = KafkaInJvm.fog().start();
        return Map.of(ADDRESS, fog.bootstrapServers(), "bauta.analytics.idle", "2s");
    }

    @Override
    public void stop() {
        fog.close();
    }
}
