/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ahead-of-time caches (JEP 483, 514, 515) that let services start in a fraction of the time. A cache belongs to one build
 * of a service and one build of the JDK; it lies beside the service's jar, and the JVM itself refuses one that does not
 * fit. Whatever is wrong with a cache, the service starts without it.
 */
public final class QuickStarts {
    /** Whether caches are used, made, or left alone. */
    public enum Mode {
        USE,
        RECORD,
        OFF
    }

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);
    /** At its end a recording service writes down everything it has loaded. */
    private static final Duration RECORDING_PATIENCE = Duration.ofSeconds(90);

    private final Mode mode;

    public QuickStarts(Mode mode) {
        this.mode = mode;
    }

    /** Use, unless {@code BAUTA_AOT=off}. */
    public static QuickStarts usual() {
        return new QuickStarts("off".equals(System.getenv("BAUTA_AOT")) ? Mode.OFF : Mode.USE);
    }

    /** How long a service may take to end. */
    Duration patience() {
        return mode == Mode.RECORD ? RECORDING_PATIENCE : USUAL_PATIENCE;
    }

    List<String> flags(ServiceCatalogue service, Path jar) {
        return switch (mode) {
            case OFF -> List.of();
            case RECORD ->
                service == recordedBy(service)
                        ? List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording(service, jar))
                        : List.of();
            case USE ->
                Files.isReadable(cache(service, jar))
                        ? List.of("-XX:AOTCache=" + cache(service, jar), "-Xlog:aot=off", "-Xlog:cds=off")
                        : List.of();
        };
    }

    /** The command that turns what a service has recorded into its cache; empty if nothing was recorded by it. */
    static Optional<List<String>> creation(Path java, ServiceCatalogue service, Path jar) {
        Path recording = recording(service, jar);
        if (service != recordedBy(service) || !Files.isReadable(recording)) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(service.jvmFlags());
        command.addAll(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recording,
                "-XX:AOTCache=" + cache(service, jar),
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "-jar",
                jar.toString()));
        return Optional.of(command);
    }

    /** Both brokers are the same program and share one cache. */
    private static ServiceCatalogue recordedBy(ServiceCatalogue service) {
        return service.isBroker() ? ServiceCatalogue.EDGE_BROKER : service;
    }

    static Path cache(ServiceCatalogue service, Path jar) {
        return jar.resolveSibling(recordedBy(service).label() + ".aot");
    }

    static Path recording(ServiceCatalogue service, Path jar) {
        return jar.resolveSibling(recordedBy(service).label() + ".aotconf");
    }
}
