/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.site.Site;
import io.bauta.raw.lane.LaneFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * One life of the machine, from the last commit to the next failure or the end. Nothing is carried over from one session
 * to the next but what the broker holds. Used by the machine's thread.
 */
final class Session implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofMillis(250);

    private final MachineSettings settings;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final Lanes lanes;
    private final OutletThread outlet;
    private final Pump pump;

    Session(
            MachineSettings settings,
            Site site,
            LaneFactory factory,
            KafkaClients clients,
            ChunkRecords chunkRecords,
            MachineListener listener) {
        this.settings = settings;
        this.producer = clients.producer();
        this.consumer = consumerOrNone(clients);
        Outbox outbox = new Outbox(settings.outboxBytes());
        Ledger ledger = new Ledger(settings.rawTopic().topicName(), InstantSource.system());
        this.lanes = new Lanes(settings, site, factory, outbox, ledger, listener);
        this.outlet = new OutletThread(outbox, new Outlet(producer, ledger, chunkRecords, listener, settings));
        this.pump = new Pump(settings.rawTopic().topicName(), consumer, ledger, lanes, listener);
    }

    private Consumer<byte[], byte[]> consumerOrNone(KafkaClients clients) {
        try {
            return clients.consumer();
        } catch (RuntimeException e) {
            producer.close(CLOSING);
            throw e;
        }
    }

    Lanes lanes() {
        return lanes;
    }

    /** Fences and settles whatever an earlier process left open, then takes up where the last commit stands. */
    void begin() {
        producer.initTransactions();
        pump.assign();
        outlet.start();
    }

    /** One round of reading; throws what made the outlet fail. */
    void pump() {
        outlet.failure().ifPresent(Session::rethrow);
        pump.round();
    }

    private static void rethrow(Throwable failure) {
        if (isFenced(failure)) {
            throw new OnlyNewProcessHelpsException(
                    "another instance of this service has taken over on this node, so this one stops: run only one",
                    failure);
        }
        throw new IllegalStateException("the outlet failed: " + failure.getMessage(), failure);
    }

    private static boolean isFenced(Throwable failure) {
        Deque<Throwable> toSee = new ArrayDeque<>(Set.of(failure));
        Set<Throwable> seen = new HashSet<>();
        while (!toSee.isEmpty()) {
            Throwable next = toSee.remove();
            if (next instanceof ProducerFencedException || next instanceof InvalidProducerEpochException) {
                return true;
            }
            if (seen.add(next)) {
                toSee.addAll(Set.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    toSee.add(next.getCause());
                }
            }
        }
        return false;
    }

    /** Lets lanes end the call they are in and commits what is finished; the rest is done again next time. */
    void finish() throws InterruptedException {
        long limit = settings.stopLimit().toNanos();
        long begun = System.nanoTime();
        lanes.stop(begun + limit / 2);
        outlet.drain(begun + limit * 4 / 5);
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        lanes.abandon();
        outlet.stopNow();
        try {
            producer.close(CLOSING);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSING));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
