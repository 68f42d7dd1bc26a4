/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of analytics; the brokers are set by {@code bauta.fog.bootstrap-servers}. */
@ConfigMapping(prefix = "bauta.analytics")
public interface AnalyticsConfig {
    /** Length of a window, whole seconds. */
    @WithDefault("1s")
    Duration window();

    /** A sensor of which nothing came for so long gets its open windows published. */
    @WithDefault("3s")
    Duration idle();

    /** Chunks whose capture time lies further ahead are refused: one wrong clock must not close the windows of years. */
    @WithDefault("5m")
    Duration mostAhead();

    /** {@code ce_source} of the windows. */
    @WithDefault("/fog/analytics")
    String source();
}
