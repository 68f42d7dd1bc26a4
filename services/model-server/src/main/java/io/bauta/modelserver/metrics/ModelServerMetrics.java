/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.metrics;

import io.bauta.modelserver.catalogue.Catalogue;
import io.bauta.modelserver.catalogue.RefusedFolder;
import io.bauta.modelserver.catalogue.Variant;
import io.bauta.modelserver.inference.RequestRefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Every metric of the model server: names, labels, help. */
@Singleton
public class ModelServerMetrics {
    static final String SERVED = "bauta_model_server_served";
    static final String REFUSED = "bauta_model_server_refused";
    static final String DOWNLOADS = "bauta_model_server_downloads";
    static final String INFERENCES = "bauta_model_server_inferences";
    static final String VARIANT = "bauta_model_server_variant_info";
    static final String RUN = "bauta_model_server_run";

    private static final String MODEL = "model";
    private static final String DONE = "done";
    private static final int OK = 200;
    private final MeterRegistry registry;

    public ModelServerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What was found in the folder. */
    public void catalogue(Catalogue catalogue) {
        Gauge.builder(SERVED, catalogue.variants()::size)
                .description("Networks that are served")
                .register(registry);
        catalogue.variants().forEach(this::variant);
        downloads(Variant.NETWORK, OK);
        for (RefusedFolder.Reason reason : RefusedFolder.Reason.values()) {
            long folders = catalogue.refused().stream()
                    .filter(refused -> refused.reason() == reason)
                    .count();
            Gauge.builder(REFUSED, () -> folders)
                    .description("Folders that are not served, by reason")
                    .tag("reason", label(reason))
                    .register(registry);
        }
    }

    private void variant(Variant variant) {
        Gauge.builder(VARIANT, () -> 1)
                .description("Which networks are served, by name and digest")
                .tag(MODEL, variant.name())
                .tag("sha256", variant.sha256())
                .register(registry);
        // There from the start: alarms see a counter rise, not appear.
        inferences(variant.name(), DONE);
        Arrays.stream(RequestRefusedException.Reason.values())
                .forEach(reason -> inferences(variant.name(), label(reason)));
        runs(variant.name());
    }

    /**
     * @param file name of the file
     * @param status of the answer
     */
    public void download(String file, int status) {
        downloads(file, status).increment();
    }

    /** @param model one that is served */
    public void inferred(String model, Duration run) {
        inferences(model, DONE).increment();
        runs(model).record(run);
    }

    /**
     * @param model one that is served
     * @param why in a word
     */
    public void notInferred(String model, Enum<?> why) {
        inferences(model, label(why)).increment();
    }

    private Counter downloads(String file, int status) {
        return Counter.builder(DOWNLOADS)
                .description("Files asked for, by status of the answer")
                .tag("file", file)
                .tag("status", Integer.toString(status))
                .register(registry);
    }

    private Counter inferences(String model, String outcome) {
        return Counter.builder(INFERENCES)
                .description("Requests to infer, by outcome")
                .tag(MODEL, model)
                .tag("outcome", outcome)
                .register(registry);
    }

    private Timer runs(String model) {
        return Timer.builder(RUN)
                .description("One run of a network, with the copies to and from its tensors")
                .tag(MODEL, model)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
