/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.link.RenewedCertificates;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** Kafka's own settings for a single node in little memory (works in 256 MiB of heap). */
final class KafkaProperties {
    static final String CONTROLLER = "CONTROLLER";
    static final String CLIENTS = "CLIENTS";
    static final String OWN = "OWN";

    private static final int MAX_RECORD_BYTES = 8 << 20;

    private KafkaProperties() {}

    static Map<String, String> of(BrokerSettings settings) {
        Map<String, String> all = new HashMap<>(node(settings));
        settings.front().ifPresent(front -> all.putAll(behind(front, settings)));
        settings.access().ifPresent(control -> all.putAll(guarded(control, settings.role())));
        all.putAll(SINGLE_REPLICA);
        all.putAll(SMALL_MEMORY);
        all.putAll(LIMITS);
        if (settings.role() == BrokerRole.FOG) {
            all.put("create.topic.policy.class.name", RawTopicsRefused.class.getName());
        }
        return all;
    }

    private static Map<String, String> node(BrokerSettings settings) {
        String node = Integer.toString(settings.role().nodeId());
        String broker = CLIENTS + "://" + settings.host() + ":" + settings.port();
        String controller = settings.controllerHost() + ":" + settings.controllerPort();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                node,
                "controller.quorum.voters",
                node + "@" + controller,
                "controller.listener.names",
                CONTROLLER,
                "listeners",
                broker + "," + CONTROLLER + "://" + controller,
                "advertised.listeners",
                broker,
                "inter.broker.listener.name",
                CLIENTS,
                "listener.security.protocol.map",
                protocols(settings),
                "log.dirs",
                DataFolder.logs(settings.data()).toString(),
                "auto.create.topics.enable",
                "false");
    }

    /** Clients are told the address in front; the broker's own traffic, transactions included, stays on loopback. */
    private static Map<String, String> behind(BrokerSettings.Front front, BrokerSettings settings) {
        String own = OWN + "://" + BrokerSettings.LOOPBACK + ":" + front.ownPort();
        String controller = CONTROLLER + "://" + settings.controllerHost() + ":" + settings.controllerPort();
        return Map.of(
                "listeners",
                CLIENTS + "://" + settings.host() + ":" + settings.port() + "," + own + "," + controller,
                "advertised.listeners",
                CLIENTS + "://" + front.host() + ":" + settings.port() + "," + own,
                "inter.broker.listener.name",
                OWN);
    }

    private static String protocols(BrokerSettings settings) {
        String protocol = settings.access().isPresent() ? "SSL" : "PLAINTEXT";
        return CLIENTS + ":" + protocol + "," + OWN + ":" + protocol + "," + CONTROLLER + ":" + protocol;
    }

    /** Also the broker's own ways are encrypted: it is known by its certificate like everybody else. */
    private static Map<String, String> guarded(AccessControl control, BrokerRole role) {
        return Map.of(
                "ssl.engine.factory.class",
                RenewedCertificates.class.getName(),
                RenewedCertificates.FOLDER,
                control.certificates().toString(),
                RenewedCertificates.PEER,
                control.name(role),
                "ssl.client.auth",
                "required",
                "ssl.principal.mapping.rules",
                control.namesOf(role),
                "authorizer.class.name",
                StandardAuthorizer.class.getName(),
                "super.users",
                "User:" + AccessRules.BROKER);
    }

    private static final Map<String, String> SINGLE_REPLICA = Map.ofEntries(
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"));

    /** The cleaner's map alone takes 128 MiB by default; nothing here compacts more than a few thousand keys. */
    private static final Map<String, String> SMALL_MEMORY = Map.ofEntries(
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("queued.max.requests", "64"),
            Map.entry("queued.max.request.bytes", Integer.toString(48 << 20)),
            Map.entry("offsets.topic.segment.bytes", Integer.toString(16 << 20)),
            Map.entry("transaction.state.log.segment.bytes", Integer.toString(16 << 20)));

    private static final Map<String, String> LIMITS = Map.ofEntries(
            Map.entry("message.max.bytes", Integer.toString(MAX_RECORD_BYTES + (64 << 10))),
            Map.entry("socket.request.max.bytes", Integer.toString(32 << 20)),
            // The anonymisers keep their checkpoints in the offsets' metadata.
            Map.entry("offset.metadata.max.bytes", Integer.toString(64 << 10)),
            // A checkpoint must outlive a node that is switched off for a season.
            Map.entry("offsets.retention.minutes", Integer.toString(366 * 24 * 60)),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Retention of seconds means nothing if Kafka looks every five minutes only.
            Map.entry("log.retention.check.interval.ms", "5000"),
            // The only voter need not wait long for others to speak first.
            Map.entry("controller.quorum.election.timeout.ms", "100"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("broker.session.timeout.ms", "3000"));
}
