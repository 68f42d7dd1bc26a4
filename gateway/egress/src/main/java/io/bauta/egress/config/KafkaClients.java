/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.config;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the door's connections; each call makes a new one, which the caller closes. */
public interface KafkaClients {
    /** Reads what wants to leave, committed transactions only, and keeps the position. */
    Consumer<byte[], byte[]> edgeConsumer();

    /** Writes to the quarantine. */
    Producer<byte[], byte[]> edgeProducer();

    /** Forwards. */
    Producer<byte[], byte[]> fogProducer();

    /** Looks at what has arrived. */
    Consumer<byte[], byte[]> fogConsumer();
}
