/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.inference;

import io.bauta.modelserver.catalogue.Variant;
import io.bauta.modelserver.inference.RequestRefusedException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * The networks that can be run. Each is loaded when it is first needed, for most nodes only hand out files. A request is
 * admitted before anything of it is read, so that what is in memory at a time is bounded; it is not queued beyond that.
 * Thread-safe.
 */
public final class LoadedModels implements AutoCloseable {
    private final Map<String, LoadedModel> models = new TreeMap<>();
    private final Limits limits;
    private final Semaphore room;

    /**
     * How much is served at a time.
     *
     * @param requests over all models
     * @param requestBytes of one request, and of the tensors it is turned into
     * @param responseBytes of the outputs of one run
     */
    public record Limits(int requests, int requestBytes, int responseBytes) {}

    public LoadedModels(List<Variant> variants, Limits limits) {
        variants.forEach(variant -> models.put(variant.name(), new LoadedModel(variant, limits.responseBytes())));
        this.limits = limits;
        this.room = new Semaphore(limits.requests());
    }

    /** What a request needs to have done. */
    public interface Work<T> {
        T done() throws IOException;
    }

    /**
     * Does it, if there is a place.
     *
     * @throws RequestRefusedException if there is none
     */
    public <T> T admit(Work<T> work) throws IOException {
        if (!room.tryAcquire()) {
            throw new RequestRefusedException(
                    Reason.BUSY, limits.requests() + " requests are being served, the most there may be; come again");
        }
        try {
            return work.done();
        } finally {
            room.release();
        }
    }

    public Limits limits() {
        return limits;
    }

    /** @throws RequestRefusedException if there is none of this name */
    public LoadedModel named(String name) {
        LoadedModel model = models.get(name);
        if (model == null) {
            throw new RequestRefusedException(
                    Reason.UNKNOWN, "there is no model '" + name + "'; there are " + models.keySet());
        }
        return model;
    }

    /** @throws RequestRefusedException if there is none of this name, or it has another version */
    public LoadedModel ofVersion(String name, String version) {
        LoadedModel model = named(name);
        String served = model.variant().description().version();
        if (!served.equals(version)) {
            throw new RequestRefusedException(
                    Reason.UNKNOWN,
                    "there is no version '" + version + "' of model '" + name + "'; there is '" + served + "'");
        }
        return model;
    }

    @Override
    public void close() {
        models.values().forEach(LoadedModel::close);
    }
}
