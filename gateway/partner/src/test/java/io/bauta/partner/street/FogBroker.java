/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.street;

import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.traces.TraceReceiver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A real fog broker for the gateway under test, and somebody whom it tells the way of every chunk. */
public final class FogBroker implements QuarkusTestResourceLifecycleManager {
    public static final String ADDRESS = "bauta.fog.bootstrap-servers";
    private KafkaInJvm fog;
    private TraceReceiver traces;

    @Override
    public Map<String, String> start() {
        fog = KafkaInJvm.fog().start();
        try {
            traces = TraceReceiver.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                ADDRESS,
                fog.bootstrapServers(),
                "bauta.partner.event-every",
                "2s",
                "bauta.traces.endpoint",
                traces.address().toString(),
                "bauta.traces.share",
                "1");
    }

    /** Hands the broker to a test that wants to take it away, the receiver to one that wants to listen. */
    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(fog, field -> field.getType().equals(KafkaInJvm.class));
        injector.injectIntoFields(traces, field -> field.getType().equals(TraceReceiver.class));
    }

    @Override
    public void stop() {
        fog.close();
        traces.close();
    }
}
