/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A broker's folder: locked against a second process, bound to one role for good, formatted on first use. The lock is the
 * operating system's, so a killed process leaves none behind.
 */
final class DataFolder implements AutoCloseable {
    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    static Path logs(Path data) {
        return data.resolve("log");
    }

    /** @throws BrokerRefusedException if another process has the folder, or it belongs to a broker of the other role */
    static DataFolder open(BrokerSettings settings) throws IOException {
        Path data = settings.data();
        Files.createDirectories(data);
        FileChannel channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(channel)) {
                throw new BrokerRefusedException(
                        "data folder " + data + " is in use by another broker; stop it or give another --data");
            }
            bindToRole(data, settings.role());
            format(settings);
            return new DataFolder(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ownedByThisJvm) {
            return false;
        }
    }

    /** An edge's folder holds raw media: started as a fog broker it would carry them over the border. */
    private static void bindToRole(Path data, BrokerRole role) throws IOException {
        Path file = data.resolve("role");
        String before = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!before.isEmpty() && !before.equals(role.label())) {
            throw new BrokerRefusedException("data folder " + data + " belongs to a broker of role " + before
                    + "; give another --data for role " + role.label());
        }
        Files.writeString(file, role.label() + "\n");
    }

    private static void format(BrokerSettings settings) throws IOException {
        Path logs = logs(settings.data());
        // Kafka writes this file last, so a format cut short is done again.
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logs);
        try {
            new Formatter()
                    .setNodeId(settings.role().nodeId())
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(KafkaProperties.CONTROLLER)
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8"))
                    .run();
        } catch (Exception e) {
            throw new IOException("data folder " + settings.data() + " could not be formatted: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
