/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The model whose digest was approved: fetched when a service starts, tried once, and kept. Until it is there, and has
 * answered, there is none; it is asked for again and again. Thread-safe.
 *
 * @param <T> what is made of it for those who use it
 */
public final class ApprovedModel<T> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ApprovedModel.class.getName());
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(15);

    private final String role;
    private final String sha256;
    private final ModelStore store;
    private final Function<ModelFile, T> trial;
    private final Duration betweenTries;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<T> tried = Optional.empty();

    /**
     * @param role what it is for, as its setting spells it
     * @param sha256 64 hexadecimal digits
     * @param trial loads it and lets it answer once, so that what does not work is found before the first sensor needs it
     * @throws IllegalArgumentException if the digest is something else
     */
    public ApprovedModel(String role, String sha256, ModelStore store, Function<ModelFile, T> trial) {
        this(role, sha256, store, trial, BETWEEN_TRIES);
    }

    public ApprovedModel(
            String role, String sha256, ModelStore store, Function<ModelFile, T> trial, Duration betweenTries) {
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(role + ": is 64 hexadecimal digits");
        }
        this.role = role;
        this.sha256 = sha256.toLowerCase(Locale.ROOT);
        this.store = store;
        this.trial = trial;
        this.betweenTries = betweenTries;
    }

    /** Begins to fetch it, and does not wait. */
    public void fetch() {
        Thread.ofPlatform().daemon().name(role).start(this::untilThere);
    }

    private void untilThere() {
        try {
            while (!tried() && !closed.await(betweenTries.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "{0} sha256:{1} is asked for again", role, sha256);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tried() {
        try {
            ModelFile found = store.model(sha256);
            tried = Optional.of(trial.apply(found));
            LOG.log(Level.INFO, "{0} is there: {1}", role, found);
            return true;
        } catch (ModelRefusedException | InferenceFailedException e) {
            LOG.log(Level.ERROR, "no {0}: {1}", role, e.getMessage());
            return false;
        } catch (RuntimeException | LinkageError e) {
            // A full disk, or a native library that cannot be unpacked: the thread must live to ask again.
            LOG.log(Level.ERROR, "no " + role, e);
            return false;
        }
    }

    /** What it is for. */
    public String role() {
        return role;
    }

    /** The approved digest, in lower case. */
    public String sha256() {
        return sha256;
    }

    /** What was made of it, once it is there and has answered. */
    public Optional<T> get() {
        return tried;
    }

    /** Asks no more. */
    @Override
    public void close() {
        closed.countDown();
    }
}
