/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the two clients of a session; a seam for tests that let them die at chosen moments. */
public interface KafkaClients {

    /** A read_committed consumer without auto-commit; the caller closes it. */
    Consumer<byte[], byte[]> consumer();

    /** A transactional producer; the caller initialises and closes it. */
    Producer<byte[], byte[]> producer();
}
