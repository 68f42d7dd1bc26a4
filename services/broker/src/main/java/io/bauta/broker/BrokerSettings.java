/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a broker stands and how much it keeps.
 *
 * @param role edge or fog
 * @param data folder that belongs to this broker alone
 * @param host address to listen on and to advertise
 * @param port Kafka port, not 0
 * @param controllerPort port of the KRaft controller in the same process, used by this broker only, not 0
 * @param partitions partitions of each topic
 * @param raw how long and how much raw media is kept, per topic; edge only
 * @param anon how long and how much anonymised media is kept, per topic; on the edge this is the uplink's buffer
 * @param audit how long statements are kept; bounded in bytes on the edge only
 */
public record BrokerSettings(
        BrokerRole role,
        Path data,
        String host,
        int port,
        int controllerPort,
        int partitions,
        Retention raw,
        Retention anon,
        Retention audit) {

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
                port,
                controllerPort,
                4,
                new Retention(Duration.ofSeconds(60), 512 * MEBIBYTE),
                new Retention(Duration.ofHours(edge ? 6 : 24), (edge ? 4096 : 8192) * MEBIBYTE),
                edge ? new Retention(Duration.ofDays(30), 1024 * MEBIBYTE) : new Retention(Duration.ofDays(365), -1));
    }

    public BrokerSettings withRaw(Retention retention) {
        return new BrokerSettings(role, data, host, port, controllerPort, partitions, retention, anon, audit);
    }

    public BrokerSettings withAnon(Retention retention) {
        return new BrokerSettings(role, data, host, port, controllerPort, partitions, raw, retention, audit);
    }

    public BrokerSettings withAudit(Retention retention) {
        return new BrokerSettings(role, data, host, port, controllerPort, partitions, raw, anon, retention);
    }

    public BrokerSettings withPartitions(int count) {
        return new BrokerSettings(role, data, host, port, controllerPort, count, raw, anon, audit);
    }

    /** What clients put into {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return host + ":" + port;
    }
}
