/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Time;

/**
 * A running broker (KRaft, broker and controller in one node) that holds exactly its role's topics. Once started it must
 * be closed; {@link #close} waits until everything is on disk and may be called from any thread, any number of times.
 */
public final class Broker implements AutoCloseable {
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
        Ports.requireFree(settings.controllerHost(), settings.controllerPort());
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
            new TopicCreation(settings).run();
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
}
