/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All settings of ingestion; names are the same in every service where they mean the same. */
@ConfigMapping(prefix = "bauta")
public interface IngestionConfig {
    /** The site file (YAML) that declares node, sensors and policies. */
    Path siteFile();

    Edge edge();

    Gate startGate();

    Ingestion ingestion();

    /** What must be found shut before anything raw is touched. */
    interface Gate {
        /** Addresses, host:port, that must not be reached from here; without any there is no gate. */
        Optional<List<String>> shut();
    }

    /** The broker of this node, the only one raw media ever reach. */
    interface Edge {
        String bootstrapServers();

        /** Folder with tls.key, tls.crt and ca.crt, where the broker asks for them. */
        Optional<Path> certificates();
    }

    /** How patient and how large. */
    interface Ingestion {
        /** Folder with users and passwords of cameras, one file each, which the site file names as credentials. */
        Optional<Path> credentials();

        /** Folder with the machine's thermal zones, whose temperatures are told. */
        @WithDefault("/sys/class/thermal")
        Path thermalZones();

        /** From opening a source to knowing its streams. */
        @WithDefault("10s")
        Duration connectTimeout();

        /** Longest silence of a source before its connection counts as lost. */
        @WithDefault("5s")
        Duration readTimeout();

        /** First wait after a source failed; doubled up to the cap, half of it drawn by lot. */
        @WithDefault("500ms")
        Duration backoffFirst();

        @WithDefault("15s")
        Duration backoffCap();

        /** Access units above this are dropped and counted; the rest of the broker's 8 MiB is for headers. */
        @WithDefault("8126464")
        int maxUnitBytes();

        /** Media held per source while the broker is away. */
        @WithDefault("16777216")
        long bufferBytes();

        /** Media per source sent and not acknowledged yet. */
        @WithDefault("4194304")
        long inFlightBytes();

        /** A graceful stop gives up after this. */
        @WithDefault("2500ms")
        Duration stopWithin();
    }
}
