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

    /** Hands the broker to a test that wants to take it away. */
    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(fog, field -> field.getType().equals(KafkaInJvm.class));
    }

    @Override
    public void stop() {
        fog.close();
    }
}
