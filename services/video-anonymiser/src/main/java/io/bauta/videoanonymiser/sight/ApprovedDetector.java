/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelStore;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.InputSize;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The detector whose digest was approved: fetched when the service starts, looked through once, and kept for the cameras, each
 * of which opens it for itself. Until it is there, and has answered, there is none; it is asked for again and again.
 */
public final class ApprovedDetector implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ApprovedDetector.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(15);

    private final String role;
    private final String sha256;
    private final ModelStore store;
    private final Duration betweenTries;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<ModelFile> model = Optional.empty();

    /**
     * @param role what it is for, as its setting spells it
     * @param sha256 64 hexadecimal digits
     * @throws IllegalArgumentException if it is something else
     */
    public ApprovedDetector(String role, String sha256, ModelStore store) {
        this(role, sha256, store, BETWEEN_TRIES);
    }

    ApprovedDetector(String role, String sha256, ModelStore store, Duration betweenTries) {
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(role + ": is 64 hexadecimal digits");
        }
        this.role = role;
        this.sha256 = sha256;
        this.store = store;
        this.betweenTries = betweenTries;
    }

    /** Begins to fetch it, and does not wait. */
    public void fetch() {
        Thread.ofPlatform().daemon().name(role).start(this::untilThere);
    }

    private void untilThere() {
        try {
            while (!tried() && !closed.await(betweenTries.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debugf("%s sha256:%s is asked for again", role, sha256);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tried() {
        try {
            ModelFile found = store.model(sha256);
            rehearse(found);
            model = Optional.of(found);
            LOG.infof("%s is there: %s", role, found);
            return true;
        } catch (ModelRefusedException | InferenceFailedException e) {
            LOG.errorf("no %s: %s", role, e.getMessage());
            return false;
        } catch (RuntimeException | LinkageError e) {
            // A full disk, or a native library that cannot be unpacked: the thread must live to ask again.
            LOG.error("no " + role, e);
            return false;
        }
    }

    /** What cannot be loaded or does not compute is found before the first camera needs it. */
    private static void rehearse(ModelFile found) {
        try (Detector detector = Detectors.open(found)) {
            InputSize size = detector.bestSize();
            detector.canvas(size.width(), size.height()).fill(0);
            detector.detect(1);
        }
    }

    /** What it is for. */
    public String role() {
        return role;
    }

    /** The approved digest. */
    public String sha256() {
        return sha256;
    }

    /** The model, once it is there and has answered. */
    public Optional<ModelFile> model() {
        return model;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
