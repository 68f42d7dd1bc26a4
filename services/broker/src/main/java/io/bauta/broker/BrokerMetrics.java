/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.Topic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Every metric of a broker, by the names that Kafka documents for its own (kafka.apache.org/documentation, Monitoring). A topic
 * that nobody has written to yet stands at 0. There is one broker in a process that shows them. Counters know this object weakly:
 * whoever wants them keeps it.
 */
public final class BrokerMetrics {
    private static final String PREFIX = "bauta_broker_";
    private static final String TOPIC = "topic";

    private final MeterRegistry registry;
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    public BrokerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows a broker of these settings from now on. */
    public void bind(BrokerSettings settings) {
        settings.role().topics().forEach(this::bindTopic);
        File data = settings.data().toFile();
        Gauge.builder(PREFIX + "disk_free_bytes", data::getUsableSpace)
                .description("Room left where the broker keeps its records, on a disk or in memory")
                .register(registry);
        Gauge.builder(PREFIX + "disk_bytes", data::getTotalSpace)
                .description("Room there is in all")
                .register(registry);
        FunctionCounter.builder(
                        PREFIX + "strangers",
                        this,
                        metrics -> metrics.sum(
                                "kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*",
                                "failed-authentication-total"))
                .description("Connections that showed no certificate the broker knows")
                .register(registry);
    }

    private void bindTopic(Topic topic) {
        counter(topic, "bytes_in", "BytesInPerSec", "Bytes written to a topic");
        counter(topic, "bytes_out", "BytesOutPerSec", "Bytes read from a topic");
        counter(topic, "records_in", "MessagesInPerSec", "Records written to a topic");
        Gauge.builder(
                        PREFIX + "kept_bytes",
                        this,
                        metrics -> metrics.sum(
                                "kafka.log:type=Log,name=Size,topic=" + topic.topicName() + ",partition=*", "Value"))
                .description("Bytes of a topic that are kept")
                .tag(TOPIC, topic.topicName())
                .register(registry);
    }

    private void counter(Topic topic, String name, String bean, String help) {
        String pattern = "kafka.server:type=BrokerTopicMetrics,name=" + bean + ",topic=" + topic.topicName();
        FunctionCounter.builder(PREFIX + name, this, metrics -> metrics.sum(pattern, "Count"))
                .description(help)
                .tag(TOPIC, topic.topicName())
                .register(registry);
    }

    private double sum(String pattern, String attribute) {
        double sum = 0;
        try {
            for (ObjectName name : beans.queryNames(new ObjectName(pattern), null)) {
                sum += ((Number) beans.getAttribute(name, attribute)).doubleValue();
            }
        } catch (JMException e) {
            // Gone between the question and the answer: a partition that was deleted.
            return sum;
        }
        return sum;
    }
}
