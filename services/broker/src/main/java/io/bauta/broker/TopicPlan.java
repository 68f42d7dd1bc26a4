/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.FILE_DELETE_DELAY_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import io.bauta.broker.BrokerSettings.Retention;
import io.bauta.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a role with their configuration: what is kept, how long, how much. */
public final class TopicPlan {
    /** Kafka deletes whole segments; one must still hold the largest record batch (8 MiB) with room to spare. */
    private static final long LEAST_SEGMENT_BYTES = 16L << 20;

    private static final long MOST_SEGMENT_BYTES = 128L << 20;
    private static final Retention QUARANTINE = new Retention(Duration.ofDays(30), 64L << 20);
    private static final Retention ANALYTICS = new Retention(Duration.ofDays(7), 1L << 30);

    private final BrokerSettings settings;

    public TopicPlan(BrokerSettings settings) {
        this.settings = settings;
    }

    public List<NewTopic> topics() {
        return settings.role().topics().stream()
                .map(topic ->
                        new NewTopic(topic.topicName(), settings.partitions(), (short) 1).configs(configuration(topic)))
                .toList();
    }

    Map<String, String> configuration(Topic topic) {
        Map<String, String> configuration =
                switch (topic) {
                    case RAW_VIDEO, RAW_AUDIO, RAW_MOTION -> raw();
                    case ANON_VIDEO, ANON_VIDEO_RESTRICTED, ANON_AUDIO, ANON_FEATURES, ANON_MOTION ->
                        kept(settings.anon());
                    case AUDIT_PROVENANCE -> kept(settings.audit());
                    case QUARANTINE_EGRESS -> kept(QUARANTINE);
                    case ANALYTICS_CROWD, ANALYTICS_SOUND, ANALYTICS_INCIDENT, ANALYTICS_FLOW -> kept(ANALYTICS);
                    case MODELS_RELEASES -> new TreeMap<>(Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT));
                };
        configuration.put(MIN_IN_SYNC_REPLICAS_CONFIG, "1");
        return configuration;
    }

    /** Raw media: files go a second after their records do. */
    private Map<String, String> raw() {
        Map<String, String> configuration = kept(settings.raw());
        configuration.put(FILE_DELETE_DELAY_MS_CONFIG, "1000");
        return configuration;
    }

    /**
     * Age counts from arrival, not from the sensor's own clock: one that lives in the past would have its chunks and
     * statements deleted before anybody has read them, one that lives in the future kept beyond their time.
     */
    private Map<String, String> kept(Retention retention) {
        long bytesPerPartition = retention.bytes() == -1 ? -1 : Math.max(1, retention.bytes() / settings.partitions());
        long segmentBytes = bytesPerPartition == -1
                ? MOST_SEGMENT_BYTES
                : Math.clamp(bytesPerPartition / 8, LEAST_SEGMENT_BYTES, MOST_SEGMENT_BYTES);
        Map<String, String> configuration = new TreeMap<>();
        configuration.put(RETENTION_MS_CONFIG, Long.toString(retention.age().toMillis()));
        configuration.put(RETENTION_BYTES_CONFIG, Long.toString(bytesPerPartition));
        configuration.put(SEGMENT_BYTES_CONFIG, Long.toString(segmentBytes));
        configuration.put(
                SEGMENT_MS_CONFIG, Long.toString(Math.max(1000, retention.age().toMillis() / 4)));
        configuration.put(MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        return configuration;
    }
}
