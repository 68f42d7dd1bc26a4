/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.broker.BrokerSettings.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line; every option can come from the environment instead. Filled in by picocli. */
@Command(
        name = "bauta-broker",
        mixinStandardHelpOptions = true,
        description = "A single-node Kafka broker that holds exactly the topics of its role.")
final class BrokerOptions {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--role",
            paramLabel = "edge|fog",
            defaultValue = "${env:BAUTA_BROKER_ROLE}",
            description = "Which side of the door it stands on (BAUTA_BROKER_ROLE). Required.")
    private BrokerRole role;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:BAUTA_BROKER_DATA}",
            description = "Folder of its own (BAUTA_BROKER_DATA). Required.")
    private Path data;

    @Option(
            names = "--host",
            defaultValue = "${env:BAUTA_BROKER_HOST:-127.0.0.1}",
            description = "Address to listen on and advertise (BAUTA_BROKER_HOST; default 127.0.0.1).")
    private String host;

    @Option(
            names = "--advertised-host",
            paramLabel = "HOST",
            defaultValue = "${env:BAUTA_BROKER_ADVERTISED_HOST}",
            description = "Address that clients are told instead, such as a Service's (BAUTA_BROKER_ADVERTISED_HOST).")
    private String advertisedHost;

    @Option(
            names = "--port",
            defaultValue = "${env:BAUTA_BROKER_PORT:-9092}",
            description = "Kafka port, 0 for any free one (BAUTA_BROKER_PORT; default 9092).")
    private int port;

    @Option(
            names = "--controller-port",
            defaultValue = "${env:BAUTA_BROKER_CONTROLLER_PORT:-0}",
            description = "KRaft port, used by itself only, 0 for any free one (BAUTA_BROKER_CONTROLLER_PORT).")
    private int controllerPort;

    @Option(
            names = "--metrics-port",
            defaultValue = "${env:BAUTA_BROKER_METRICS_PORT}",
            description = "HTTP port that Prometheus asks at /q/metrics (BAUTA_BROKER_METRICS_PORT; none by default).")
    private Integer metricsPort;

    @Option(
            names = "--partitions",
            defaultValue = "${env:BAUTA_BROKER_PARTITIONS:-4}",
            description = "Partitions of each new topic (BAUTA_BROKER_PARTITIONS; default 4).")
    private int partitions;

    @Option(
            names = "--raw-retention",
            defaultValue = "${env:BAUTA_BROKER_RAW_RETENTION}",
            description = "How long raw media are kept, edge only (BAUTA_BROKER_RAW_RETENTION; default 60s).")
    private Duration rawRetention;

    @Option(
            names = "--raw-bytes",
            defaultValue = "${env:BAUTA_BROKER_RAW_BYTES}",
            description = "Most raw media per topic, edge only (BAUTA_BROKER_RAW_BYTES; default 512M).")
    private Bytes rawBytes;

    @Option(
            names = "--anon-retention",
            defaultValue = "${env:BAUTA_BROKER_ANON_RETENTION}",
            description = "How long anonymised media are kept (BAUTA_BROKER_ANON_RETENTION; edge 6h, fog 24h).")
    private Duration anonRetention;

    @Option(
            names = "--anon-bytes",
            defaultValue = "${env:BAUTA_BROKER_ANON_BYTES}",
            description = "Most anonymised media per topic (BAUTA_BROKER_ANON_BYTES; edge 4G, fog 8G).")
    private Bytes anonBytes;

    @Option(
            names = "--audit-retention",
            defaultValue = "${env:BAUTA_BROKER_AUDIT_RETENTION}",
            description = "How long signed statements are kept (BAUTA_BROKER_AUDIT_RETENTION; edge 30d, fog 365d).")
    private Duration auditRetention;

    @Option(
            names = "--audit-bytes",
            defaultValue = "${env:BAUTA_BROKER_AUDIT_BYTES}",
            description = "Most signed statements (BAUTA_BROKER_AUDIT_BYTES; edge 1G, fog without bound).")
    private Bytes auditBytes;

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            defaultValue = "${env:BAUTA_BROKER_CERTIFICATES}",
            description =
                    "Folder with tls.key, tls.crt, ca.crt: encrypt, and know clients (BAUTA_BROKER_CERTIFICATES).")
    private Path certificates;

    @Option(
            names = "--node",
            paramLabel = "NAME",
            defaultValue = "${env:BAUTA_BROKER_NODE}",
            description = "The edge node, whose own services alone are known here (BAUTA_BROKER_NODE).")
    private String node;

    @Option(
            names = "--reader",
            paramLabel = "NAME[=TOPIC,…]",
            split = " ",
            defaultValue = "${env:BAUTA_BROKER_READERS}",
            description =
                    "Who else may read on the fog, all that is not restricted or these topics (BAUTA_BROKER_READERS,"
                            + " with spaces between them).")
    private List<Reader> readers = List.of();

    /** An amount on the command line. */
    record Bytes(long count) {}

    BrokerSettings settings() {
        if (role == null || data == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "give --role edge|fog and --data DIR (or BAUTA_BROKER_ROLE, BAUTA_BROKER_DATA)");
        }
        int listenOn = port == 0 ? Ports.free(host) : port;
        int control = controllerPort == 0 ? Ports.free(host) : controllerPort;
        try {
            BrokerSettings usual = BrokerSettings.of(role, data.toAbsolutePath(), host, listenOn, control);
            if (advertisedHost != null && !advertisedHost.isBlank()) {
                usual = usual.withFront(new BrokerSettings.Front(advertisedHost, Ports.free(BrokerSettings.LOOPBACK)));
            }
            if (certificates != null) {
                usual = usual.withAccess(access());
            } else if (!readers.isEmpty()) {
                throw new IllegalArgumentException(
                        "readers are known by their certificates; give --certificates as well");
            }
            return usual.withPartitions(partitions)
                    .withRaw(changed(usual.raw(), rawRetention, rawBytes))
                    .withAnon(changed(usual.anon(), anonRetention, anonBytes))
                    .withAudit(changed(usual.audit(), auditRetention, auditBytes));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Where its metrics are told, if anywhere. */
    OptionalInt metricsPort() {
        return metricsPort == null ? OptionalInt.empty() : OptionalInt.of(metricsPort);
    }

    private AccessControl access() {
        if (role == BrokerRole.EDGE && (node == null || node.isBlank())) {
            throw new IllegalArgumentException("with --certificates an edge broker needs --node NAME");
        }
        if (role == BrokerRole.EDGE && !readers.isEmpty()) {
            throw new IllegalArgumentException("nobody from outside reads at an edge broker; --reader is for the fog");
        }
        return new AccessControl(certificates.toAbsolutePath(), node == null ? "" : node, readers);
    }

    private static Retention changed(Retention usual, Duration age, Bytes bytes) {
        return new Retention(age == null ? usual.age() : age, bytes == null ? usual.bytes() : bytes.count());
    }
}
