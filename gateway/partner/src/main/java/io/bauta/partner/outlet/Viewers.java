/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.outlet;

import io.bauta.partner.config.PartnerConfig;
import io.bauta.partner.live.LiveChunks;
import io.bauta.partner.metrics.PartnerMetrics;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Turns live chunks into streams, and no more of them than the gateway can bear. */
@Singleton
@Startup
public class Viewers {
    private final int most;
    private final AtomicInteger now = new AtomicInteger();

    public Viewers(PartnerConfig config, PartnerMetrics metrics) {
        this.most = config.mostViewers();
        metrics.viewers(now::get);
    }

    /** @throws ServiceUnavailableException if there are too many already */
    <T> Multi<T> admit(Multi<T> stream) {
        if (now.get() >= most) {
            throw new ServiceUnavailableException("Too many live streams are being watched; try again later.");
        }
        return stream.onSubscription()
                .invoke(now::incrementAndGet)
                .onTermination()
                .invoke(now::decrementAndGet);
    }

    /** Every chunk from the newest on; a reader that is slow gets the newest again and nothing is queued for it. */
    static Multi<byte[]> chunks(LiveChunks live) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Consumer<byte[]> viewer = emitter::emit;
                            emitter.onTermination(() -> live.remove(viewer));
                            live.watch(viewer);
                        },
                        BackPressureStrategy.LATEST);
    }
}
