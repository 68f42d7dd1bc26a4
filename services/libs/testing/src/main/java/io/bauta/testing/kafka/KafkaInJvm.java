/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import io.bauta.broker.Broker;
import io.bauta.broker.BrokerRefusedException;
import io.bauta.broker.BrokerRole;
import io.bauta.broker.BrokerSettings;
import io.bauta.broker.Ports;
import io.bauta.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker of either role in the test's JVM, on free ports and in a folder of its own, with the topics the broker
 * process makes. Use as a JUnit extension for all tests of a class, or by try-with-resources:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final KafkaInJvm edge = KafkaInJvm.edge();
 * }</pre>
 *
 * {@link #stop} and {@link #start} keep data and ports. Not thread-safe.
 */
public final class KafkaInJvm implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int ATTEMPTS = 5;

    /** Held, because java.util.logging forgets the level of a logger nobody holds. */
    private static final List<Logger> QUIET = Stream.of("org.apache.kafka", "kafka", "state.change.logger")
            .map(Logger::getLogger)
            .toList();

    static {
        QUIET.stream().filter(logger -> logger.getLevel() == null).forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private final BrokerRole role;
    private final UnaryOperator<BrokerSettings> change;
    private Path folder;
    private Broker broker;
    private BrokerSettings settings;

    private KafkaInJvm(BrokerRole role, UnaryOperator<BrokerSettings> change) {
        this.role = role;
        this.change = change;
    }

    /** An edge broker, not yet started. */
    public static KafkaInJvm edge() {
        return edge(UnaryOperator.identity());
    }

    /** An edge broker with other retention or partitions, not yet started. */
    public static KafkaInJvm edge(UnaryOperator<BrokerSettings> change) {
        return new KafkaInJvm(BrokerRole.EDGE, change);
    }

    /** A fog broker, not yet started. */
    public static KafkaInJvm fog() {
        return fog(UnaryOperator.identity());
    }

    /** A fog broker with other retention or partitions, not yet started. */
    public static KafkaInJvm fog(UnaryOperator<BrokerSettings> change) {
        return new KafkaInJvm(BrokerRole.FOG, change);
    }

    /** Starts, or starts again on the same data and ports; nothing happens if it runs. */
    public KafkaInJvm start() {
        if (broker != null) {
            return this;
        }
        try {
            broker = settings == null ? startOnFreePorts() : Broker.start(settings);
            settings = broker.settings();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops cleanly; data and ports stay for {@link #start}. */
    public void stop() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    public boolean running() {
        return broker != null;
    }

    /** Known from the first start on, also while stopped. */
    public String bootstrapServers() {
        return settings().bootstrapServers();
    }

    public BrokerSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("start the broker first");
        }
        return settings;
    }

    /** A writer to this broker; close it. */
    public TestWriter writer() {
        return new TestWriter(bootstrapServers());
    }

    /** A reader of one topic from its beginning, committed records only; close it. */
    public TestReader reader(Topic topic) {
        return TestReader.committed(bootstrapServers(), topic.topicName());
    }

    /** A reader of one topic from its beginning, records of open and aborted transactions included; close it. */
    public TestReader readerUncommitted(Topic topic) {
        return TestReader.uncommitted(bootstrapServers(), topic.topicName());
    }

    @Override
    public void close() {
        stop();
        if (folder != null) {
            delete(folder);
            folder = null;
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private Broker startOnFreePorts() throws IOException {
        folder = Files.createTempDirectory("bauta-" + role.label() + "-broker-");
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free(HOST);
            int controllerPort = Ports.free(HOST);
            try {
                return Broker.start(change.apply(BrokerSettings.of(role, folder, HOST, port, controllerPort)));
            } catch (BrokerRefusedException | IllegalArgumentException portTaken) {
                if (attempt == ATTEMPTS) {
                    throw portTaken;
                }
            }
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("test folder " + folder + " could not be removed", e);
        }
    }

    /** How long tests wait for what should happen soon, on a busy machine. */
    public static Duration patience() {
        return Duration.ofMinutes(2);
    }
}
