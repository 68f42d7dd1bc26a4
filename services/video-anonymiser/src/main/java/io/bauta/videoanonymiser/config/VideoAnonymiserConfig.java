/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All settings of the video anonymiser; names are the same in every service where they mean the same. */
@ConfigMapping(prefix = "bauta")
public interface VideoAnonymiserConfig {
    /** The site file (YAML) that declares node, sensors and policies. */
    Path siteFile();

    /** The folder that holds the node's key pair, {@code node.key} and {@code node.pub}. */
    Path keys();

    Edge edge();

    Gate startGate();

    Models models();

    VideoAnonymiser videoAnonymiser();

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

    /** Where the networks come from that see what is to be hidden. */
    interface Models {
        /** SHA-256 of the approved detector, 64 hexadecimal digits; without it no detector is fetched. */
        Optional<String> detector();

        /** SHA-256 of a detector for persons, used where a policy hides bodies; without it the usual one finds them. */
        Optional<String> persons();

        /** SHA-256 of a detector for plates, used where a policy hides those far off too; without it the usual one does. */
        Optional<String> plates();

        /** SHA-256 of another detector, which looks at a share of what was made anonymous; without it nobody does. */
        Optional<String> auditor();

        /** Address of the model server. */
        Optional<URI> server();

        /** A folder of exported models, looked through before a server is asked. */
        Optional<Path> folder();

        /** Where fetched models are kept, so that the next start needs no server. */
        Optional<Path> cache();
    }

    /** How much may be held. */
    interface VideoAnonymiser {
        /** Memory one camera's decoded pictures and encoded packets may take, bytes; beyond it chunks are withheld. */
        @WithDefault("268435456")
        long cameraBytes();

        /** Raw bytes a camera may have waiting before its partition is read no further. */
        @WithDefault("4194304")
        long queueBytes();

        /** Raw records a camera may have waiting before its partition is read no further. */
        @WithDefault("512")
        int queueRecords();

        /** Finished bytes of all cameras that may wait for the broker. */
        @WithDefault("67108864")
        long outboxBytes();

        /** What encodes: the best that works here, or one by its name, such as openh264. */
        @WithDefault("auto")
        String encoder();

        /** Share of the frames that the auditor looks at, 0 to 1. */
        @WithDefault("0.02")
        double auditShare();

        /** A graceful stop gives up after this. */
        @WithDefault("2500ms")
        Duration stopWithin();
    }
}
