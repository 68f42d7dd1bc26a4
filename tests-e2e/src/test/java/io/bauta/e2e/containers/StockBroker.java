/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.containers;

import io.bauta.broker.BrokerRole;
import io.bauta.broker.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Apache Kafka as it is shipped, in a container, with nothing of ours but the two limits that Bauta asks of a broker and the
 * topics of a role. Its port stays the same over {@link #killAndStart}.
 */
final class StockBroker implements AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofMinutes(3);
    private static final int PARTITIONS = 4;

    private final BrokerRole role;
    private final int port = Ports.free("127.0.0.1");
    private final KafkaContainer container;

    StockBroker(DockerImageName image, BrokerRole role) {
        this.role = role;
        this.container = new KafkaContainer(image)
                .withStartupTimeout(UP_WITHIN)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                // Records of up to 8 MiB with their headers, and the checkpoints of many cameras in one offset.
                .withEnv("KAFKA_MESSAGE_MAX_BYTES", Integer.toString((8 << 20) + (64 << 10)))
                .withEnv("KAFKA_OFFSET_METADATA_MAX_BYTES", Integer.toString(64 << 10));
        container.setPortBindings(List.of("127.0.0.1:" + port + ":9092"));
    }

    StockBroker start() {
        container.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(role.topics().stream()
                            .map(topic -> new NewTopic(topic.topicName(), PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker made no topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return this;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops every process of it where it stands: its connections stay open and say nothing. */
    void freeze() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    void thaw() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    /** SIGKILL, then a start on what the log on disk holds. Does not wait until it answers: others must. */
    void killAndStart() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
    }

    /** The end of what it has said, for a test that failed. */
    String lastWords() {
        String logs = container.getLogs();
        return logs.substring(Math.max(0, logs.length() - 2000));
    }

    @Override
    public void close() {
        container.stop();
    }
}
