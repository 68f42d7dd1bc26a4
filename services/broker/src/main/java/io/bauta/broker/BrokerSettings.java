/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.link.BrokerLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a broker stands and how much it keeps.
 *
 * @param role edge or fog
 * @param data folder that belongs to this broker alone
 * @param host address to listen on, and to advertise if nothing else is
 * @param front what clients are told instead, where they reach it by another address than it listens on
 * @param port Kafka port, not 0
 * @param controllerPort port of the KRaft controller in the same process, used by this broker only, not 0
 * @param partitions partitions of each topic
 * @param raw how long and how much raw media is kept, per topic; edge only
 * @param anon how long and how much anonymised media is kept, per topic; on the edge this is the uplink's buffer
 * @param audit how long statements are kept; bounded in bytes on the edge only
 * @param access encryption, and who may do what; without it everybody may do everything
 */
public record BrokerSettings(
        BrokerRole role,
        Path data,
        String host,
        Optional<Front> front,
        int port,
        int controllerPort,
        int partitions,
        Retention raw,
        Retention anon,
        Retention audit,
        Optional<AccessControl> access) {

    static final String LOOPBACK = "127.0.0.1";

    private static final long MEBIBYTE = 1L << 20;

    /**
     * @param age records older than this go
     * @param bytes per topic, over all its partitions; the oldest go first; -1 for no bound
     */
    public record Retention(Duration age, long bytes) {
        public Retention {
            if (age.compareTo(Duration.ofSeconds(1)) < 0 || (bytes != -1 && bytes < MEBIBYTE)) {
                throw new IllegalArgumentException("retention needs at least 1 s and 1 MiB");
            }
        }
    }

    /**
     * An address in front of the broker, such as a Kubernetes Service, which may lead to it only once it is ready; so the
     * broker reaches itself by a way of its own.
     *
     * @param host what clients are told to connect to
     * @param ownPort port on loopback by which the broker reaches itself, not 0
     */
    public record Front(String host, int ownPort) {
        public Front {
            if (host.isBlank() || ownPort <= 0) {
                throw new IllegalArgumentException("an advertised host needs a name and a port of the broker's own");
            }
        }
    }

    public BrokerSettings {
        if (port <= 0 || controllerPort <= 0 || port == controllerPort) {
            throw new IllegalArgumentException("port and controller port must be given and differ");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least one partition");
        }
    }

    /** The usual amounts for the role: 60 s and 512 MiB of raw media, hours of anonymised media. */
    public static BrokerSettings of(BrokerRole role, Path data, String host, int port, int controllerPort) {
        boolean edge = role == BrokerRole.EDGE;
        return new BrokerSettings(
                role,
                data,
                host,
                Optional.empty(),
                port,
                controllerPort,
                4,
                new Retention(Duration.ofSeconds(60), 512 * MEBIBYTE),
                new Retention(Duration.ofHours(edge ? 6 : 24), (edge ? 4096 : 8192) * MEBIBYTE),
                edge ? new Retention(Duration.ofDays(30), 1024 * MEBIBYTE) : new Retention(Duration.ofDays(365), -1),
                Optional.empty());
    }

    public BrokerSettings withRaw(Retention retention) {
        return new BrokerSettings(
                role, data, host, front, port, controllerPort, partitions, retention, anon, audit, access);
    }

    public BrokerSettings withAnon(Retention retention) {
        return new BrokerSettings(
                role, data, host, front, port, controllerPort, partitions, raw, retention, audit, access);
    }

    public BrokerSettings withAudit(Retention retention) {
        return new BrokerSettings(
                role, data, host, front, port, controllerPort, partitions, raw, anon, retention, access);
    }

    public BrokerSettings withPartitions(int count) {
        return new BrokerSettings(role, data, host, front, port, controllerPort, count, raw, anon, audit, access);
    }

    public BrokerSettings withFront(Front advertised) {
        return new BrokerSettings(
                role, data, host, Optional.of(advertised), port, controllerPort, partitions, raw, anon, audit, access);
    }

    public BrokerSettings withAccess(AccessControl control) {
        return new BrokerSettings(
                role, data, host, front, port, controllerPort, partitions, raw, anon, audit, Optional.of(control));
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return front.map(Front::host).orElse(host) + ":" + port;
    }

    /** How the broker reaches itself, whatever stands in front of it. */
    BrokerLink ownLink() {
        String address =
                front.map(advertised -> LOOPBACK + ":" + advertised.ownPort()).orElse(host + ":" + port);
        return new BrokerLink(
                address, access.map(AccessControl::certificates), access.map(control -> control.name(role)));
    }

    /** Where the controller listens, which nobody else has any business with. */
    String controllerHost() {
        return front.isPresent() ? LOOPBACK : host;
    }
}
