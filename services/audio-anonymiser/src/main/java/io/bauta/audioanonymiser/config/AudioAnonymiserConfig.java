/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** All settings of the audio anonymiser; names are the same in every service where they mean the same. */
@ConfigMapping(prefix = "bauta")
public interface AudioAnonymiserConfig {
    /** The site file (YAML) that declares node, sensors and policies. */
    Path siteFile();

    /** The folder that holds {@code node.key} and {@code node.pub}. */
    Path keys();

    Edge edge();

    AudioAnonymiser audioAnonymiser();

    /** The broker of this node, the only one raw media ever reach. */
    interface Edge {
        String bootstrapServers();
    }

    /** How much may wait, and for how long. */
    interface AudioAnonymiser {
        /** Raw bytes a microphone may have waiting before its partition is paused; 4 MiB are two minutes at 16 kHz. */
        @WithDefault("4194304")
        long queueBytes();

        /** Raw records a microphone may have waiting before its partition is paused. */
        @WithDefault("1024")
        int queueRecords();

        /** Finished bytes of all microphones that may wait for the broker. */
        @WithDefault("16777216")
        long outboxBytes();

        /** A graceful stop gives up after this. */
        @WithDefault("2500ms")
        Duration stopWithin();
    }
}
