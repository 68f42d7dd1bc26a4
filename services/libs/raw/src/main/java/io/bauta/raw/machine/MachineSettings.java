/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.Topic;
import io.bauta.contracts.link.BrokerLink;
import java.time.Duration;

/**
 * What one machine is set to.
 *
 * @param service the anonymiser's name, for instance {@code video-anonymiser}; group id, and with the node the
 *     transactional id
 * @param version of the service, named in every statement
 * @param rawTopic where the sensors' records come from
 * @param anonTopic where released chunks go
 * @param broker how the edge broker is reached
 * @param queueBytes raw bytes a sensor may have waiting before its partition is paused
 * @param queueRecords raw records a sensor may have waiting before its partition is paused
 * @param outboxBytes finished bytes of all sensors that may wait for the broker before lanes stop taking records
 * @param checkpointCharacters how long a partition's checkpoints may get; not more than the broker's {@code
 *     offset.metadata.max.bytes}
 * @param stopLimit how long a graceful stop may take
 */
public record MachineSettings(
        String service,
        String version,
        Topic rawTopic,
        Topic anonTopic,
        BrokerLink broker,
        long queueBytes,
        int queueRecords,
        long outboxBytes,
        int checkpointCharacters,
        Duration stopLimit) {

    /** The defaults: 16 MiB and 512 records a sensor, 64 MiB waiting for the broker, 2.5 s to stop. */
    public static MachineSettings of(
            String service, String version, Topic rawTopic, Topic anonTopic, BrokerLink broker) {
        return new MachineSettings(
                service,
                version,
                rawTopic,
                anonTopic,
                broker,
                16L << 20,
                512,
                64L << 20,
                64 << 10,
                Duration.ofMillis(2500));
    }

    /** With other bounds on what may be held. */
    public MachineSettings holding(long ofQueueBytes, int ofQueueRecords, long ofOutboxBytes) {
        return new MachineSettings(
                service,
                version,
                rawTopic,
                anonTopic,
                broker,
                ofQueueBytes,
                ofQueueRecords,
                ofOutboxBytes,
                checkpointCharacters,
                stopLimit);
    }

    /** With another limit on a graceful stop. */
    public MachineSettings stoppingWithin(Duration limit) {
        return new MachineSettings(
                service,
                version,
                rawTopic,
                anonTopic,
                broker,
                queueBytes,
                queueRecords,
                outboxBytes,
                checkpointCharacters,
                limit);
    }

    /** {@code service@version}, as statements name it. */
    public String signature() {
        return service + "@" + version;
    }
}
