/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All settings of the audio anonymiser; names are the same in every service where they mean the same. */
@ConfigMapping(prefix = "bauta")
public interface AudioAnonymiserConfig {
    /** The site file (YAML) that declares node, sensors and policies. */
    Path siteFile();

    /** The folder that holds {@code node.key} and {@code node.pub}. */
    Path keys();

    Edge edge();

    Gate startGate();

    Models models();

    AudioAnonymiser audioAnonymiser();

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

    /** Where the network comes from that hears where speech is. */
    interface Models {
        /** SHA-256 of the approved voice model, 64 hexadecimal digits; without it no model is fetched. */
        Optional<String> voice();

        /** Address of the model server. */
        Optional<URI> server();

        /** A folder of exported models, looked through before a server is asked. */
        Optional<Path> folder();

        /** Where fetched models are kept, so that the next start needs no server. */
        Optional<Path> cache();
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
