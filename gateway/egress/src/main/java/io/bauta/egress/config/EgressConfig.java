/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of egress. */
@ConfigMapping(prefix = "bauta")
public interface EgressConfig {
    /** The YAML file that declares this node's sensors and policies. */
    Path siteFile();

    /** Folder with the public keys ({@code *.pub}) of the nodes that are trusted to sign; the private one is not read. */
    Path keys();

    /** The broker on this node. */
    Broker edge();

    /** The broker beyond the uplink. */
    Broker fog();

    Door egress();

    Traces traces();

    /** Where the way of chunks is told. */
    interface Traces {
        /** A receiver of OpenTelemetry's OTLP over HTTP, such as http://collector:4318; nobody is told where it is absent. */
        Optional<URI> endpoint();

        /** The share of chunks whose way is told, 0 to 1; the same for all services. */
        @WithDefault("0.05")
        double share();
    }

    /** Where a broker is. */
    interface Broker {
        /** Kafka's {@code bootstrap.servers}. */
        String bootstrapServers();

        /** Folder with tls.key, tls.crt and ca.crt, where the broker asks for them. */
        Optional<Path> certificates();
    }

    /** The door's own settings. */
    interface Door {
        /** What is forwarded; by default all that may leave. Anything else is refused at start. */
        Optional<List<String>> topics();

        /** SHA-256 digests of the models that may take part in anonymising. None by default. */
        Optional<List<String>> approvedModels();

        /** Bytes sent and not yet acknowledged by the fog. Bounds the door's memory. */
        @WithDefault("33554432")
        long mostBytesInFlight();

        /** How often the position is committed to the edge broker. */
        @WithDefault("500ms")
        Duration commitEvery();

        /**
         * After a restart, for how long nothing more must arrive at the fog before the door looks at what has: requests of
         * the process before may still lie in the fog broker's queue. Longer by itself where that broker is slow.
         */
        @WithDefault("1s")
        Duration settle();

        /** How often the brokers are asked where their logs end: for the lag, and to notice that one is away. */
        @WithDefault("5s")
        Duration probeEvery();
    }
}
