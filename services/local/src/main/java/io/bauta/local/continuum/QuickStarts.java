/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Ahead-of-time caches (JEP 483, 514) that let services start in a fraction of the time. A cache belongs to one build of a
 * service and one build of the JDK; it lies beside the service's jar, so a new build throws it away. Whatever is wrong
 * with a cache, the JVM starts without it.
 */
public final class QuickStarts {
    /** Whether caches are used, made, or left alone. */
    public enum Mode {
        USE,
        RECORD,
        OFF
    }

    private final Mode mode;

    public QuickStarts(Mode mode) {
        this.mode = mode;
    }

    /** Use, unless {@code BAUTA_AOT=off}. */
    public static QuickStarts usual() {
        return new QuickStarts("off".equals(System.getenv("BAUTA_AOT")) ? Mode.OFF : Mode.USE);
    }

    List<String> flags(ServiceCatalogue service, Path jar) {
        return switch (mode) {
            case OFF -> List.of();
            case RECORD -> List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording(service, jar));
            case USE ->
                Files.isReadable(cache(service, jar))
                        ? List.of("-XX:AOTCache=" + cache(service, jar), "-Xlog:aot=off", "-Xlog:cds=off")
                        : List.of();
        };
    }

    static Path cache(ServiceCatalogue service, Path jar) {
        return jar.resolveSibling(service.label() + ".aot");
    }

    static Path recording(ServiceCatalogue service, Path jar) {
        return jar.resolveSibling(service.label() + ".aotconf");
    }
}
