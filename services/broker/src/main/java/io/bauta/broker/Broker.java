/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;

/**
 * A running broker (KRaft, broker and controller in one node) that holds exactly its role's topics. Once started it must
 * be closed; {@link #close} waits until everything is on disk and may be called from any thread, any number of times.
 */
public final class Broker implements AutoCloseable {
    private static final Duration TOPICS_WITHIN = Duration.ofSeconds(60);

    private final BrokerSettings settings;
    private final DataFolder folder;
    private final KafkaRaftServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Broker(BrokerSettings settings, DataFolder folder, KafkaRaftServer server) {
        this.settings = settings;
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts a broker and returns once its topics can be used.
     *
     * @throws BrokerRefusedException if folder or ports are taken, or the folder holds what the role forbids
     * @throws IOException if the folder cannot be read or written
     */
    public static Broker start(BrokerSettings settings) throws IOException {
        Ports.requireFree(settings.host(), settings.port());
        Ports.requireFree(settings.host(), settings.controllerPort());
        DataFolder folder = DataFolder.open(settings);
        Broker broker;
        try {
            KafkaConfig config = new KafkaConfig(KafkaProperties.of(settings), false);
            broker = new Broker(settings, folder, new KafkaRaftServer(config, Time.SYSTEM));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        try {
            broker.server.startup();
            broker.createTopics();
            return broker;
        } catch (KafkaException e) {
            broker.close();
            throw new BrokerRefusedException("broker did not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    public BrokerSettings settings() {
        return settings;
    }

    /** Blocks until the broker has stopped, whoever stopped it. */
    public void awaitStop() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        server.shutdown();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes what is missing, and gives what is there the retention of today's settings. */
    private void createTopics() {
        TopicPlan plan = new TopicPlan(settings);
        try (Admin admin =
                Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()))) {
            Set<String> existing = within(admin.listTopics().names());
            refuseRawOnFog(existing);
            List<NewTopic> missing = plan.topics().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            within(admin.createTopics(missing).all());
            Map<ConfigResource, Collection<AlterConfigOp>> changes = settings.role().topics().stream()
                    .filter(topic -> existing.contains(topic.topicName()))
                    .collect(toMap(
                            topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                            topic -> plan.configuration(topic).entrySet().stream()
                                    .map(entry -> new AlterConfigOp(
                                            new ConfigEntry(entry.getKey(), entry.getValue()), OpType.SET))
                                    .toList()));
            within(admin.incrementalAlterConfigs(changes).all());
        }
    }

    private void refuseRawOnFog(Set<String> existing) {
        if (settings.role() == BrokerRole.FOG) {
            existing.stream()
                    .filter(RawTopicsRefused::staysOnTheEdge)
                    .findFirst()
                    .ifPresent(topic -> {
                        throw new BrokerRefusedException(
                                "fog broker's folder " + settings.data() + " holds topic '" + topic
                                        + "', which stays on the edge; look into how it came there, then empty the folder");
                    });
        }
    }

    private static <T> T within(KafkaFuture<T> future) {
        try {
            return future.get(TOPICS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerRefusedException("interrupted while the broker came up");
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerRefusedException("topics could not be created: " + e, e);
        }
    }
}
