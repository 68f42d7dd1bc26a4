/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where the way of chunks is told. */
@ConfigMapping(prefix = "bauta.traces")
public interface TracesConfig {
    /** A receiver of OpenTelemetry's OTLP over HTTP, such as http://collector:4318; nobody is told where it is absent. */
    Optional<URI> endpoint();

    /** The share of chunks whose way is told, 0 to 1; the same for all services. */
    @WithDefault("0.05")
    double share();
}
