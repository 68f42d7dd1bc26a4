/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings of the partner gateway; the broker is set by {@code bauta.fog.bootstrap-servers}. */
@ConfigMapping(prefix = "bauta.partner")
public interface PartnerConfig {
    /** A sensor of which nothing came for so long is stale. */
    @WithDefault("5s")
    Duration staleAfter();

    /** A sensor of which nothing came for so long is no longer shown. */
    @WithDefault("1h")
    Duration forgetAfter();

    /** Sensors kept in memory; further ones are not shown, and counted. */
    @WithDefault("1000")
    int mostSensors();

    /** Live streams served at the same time. */
    @WithDefault("200")
    int mostViewers();

    /** Windows kept per sensor. */
    @WithDefault("60")
    int windowsKept();

    /** Events kept for those who come late or come back. */
    @WithDefault("500")
    int eventsKept();

    /** Events of one kind about one sensor are told at most this often; what falls between is counted. */
    @WithDefault("10s")
    Duration eventEvery();

    /** A sound peak at or above this level, in dBFS, is an event. */
    @WithDefault("-6")
    double loudDbfs();
}
