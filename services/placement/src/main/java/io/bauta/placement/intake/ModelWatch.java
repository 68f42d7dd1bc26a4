/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.intake;

import io.bauta.placement.cluster.Worker;
import io.bauta.placement.models.Detector;
import io.bauta.placement.reconcile.Detectors;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/** Asks the model server every minute. What it said last holds while it is away. */
public final class ModelWatch implements Detectors, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ModelWatch.class.getName());

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Optional<OfferedDetectors> server;
    private final Worker asker = new Worker("models");
    private volatile Optional<List<Detector>> heard = Optional.empty();

    /** @param server none where the operator chooses nothing */
    public ModelWatch(Optional<URI> server) {
        this.server = server.map(OfferedDetectors::new);
    }

    /** Begins to ask. */
    public void start(Runnable onChange) {
        server.ifPresent(one -> asker.repeats(() -> ask(one, onChange), PAUSE));
    }

    private void ask(OfferedDetectors one, Runnable onChange) {
        try {
            Optional<List<Detector>> said = Optional.of(one.ask());
            boolean isNew = !said.equals(heard);
            heard = said;
            if (isNew) {
                onChange.run();
            }
        } catch (IOException e) {
            LOG.warning(() -> "the model server says nothing: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<List<Detector>> offered() {
        return heard;
    }

    @Override
    public void close() {
        asker.close();
    }
}
