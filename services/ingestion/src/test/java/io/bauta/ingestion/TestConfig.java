/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import io.bauta.ingestion.config.IngestionConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/** The service's settings as its defaults have them, impatient enough for tests. */
final class TestConfig {
    private TestConfig() {}

    static IngestionConfig of(Path siteFile, String edge) {
        return of(siteFile, edge, Map.of());
    }

    static IngestionConfig of(Path siteFile, String edge, Map<String, String> more) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IngestionConfig.class)
                .withDefaultValues(Map.of(
                        "bauta.site-file", siteFile.toString(),
                        "bauta.edge.bootstrap-servers", edge,
                        "bauta.ingestion.read-timeout", "2s",
                        "bauta.ingestion.backoff-first", "100ms",
                        "bauta.ingestion.backoff-cap", "500ms"))
                .withDefaultValues(more)
                .build()
                .getConfigMapping(IngestionConfig.class);
    }
}
