/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.outlet;

import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.trace.ChunkTrace;
import io.bauta.egress.door.Arrival;
import io.bauta.egress.door.BrokerAwayException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends to the fog, pipelined, in order per sensor. What goes out is built anew from what was checked: headers the
 * contract does not know stay behind. One thread sends.
 */
public final class FogOutlet {
    private final Producer<byte[], byte[]> producer;
    private final BooleanSupplier stopping;
    private final Runnable meanwhile;

    /** @param meanwhile what must go on while the client takes nothing; called every few seconds by {@link #send} */
    public FogOutlet(Producer<byte[], byte[]> producer, BooleanSupplier stopping, Runnable meanwhile) {
        this.producer = producer;
        this.stopping = stopping;
        this.meanwhile = meanwhile;
    }

    /** What became of a record; called once, on any thread. */
    public interface Outcome {
        /** @param place partition and offset; the offset is missing if the broker knew the record already */
        void arrived(RecordMetadata place);

        /** The fog will never take this record. */
        void refused();

        /** The way is broken; nothing can be said about this record. */
        void broken(RuntimeException reason);
    }

    /**
     * Sends one record. While the client cannot even take it, nothing after it may overtake it; so this waits.
     *
     * @param trace of a record whose way is told, for tools of others that follow it further
     * @return false if the door is stopping and the record was not taken
     */
    public boolean send(Arrival arrival, Optional<ChunkTrace> trace, Outcome outcome) {
        ProducerRecord<byte[], byte[]> record = EnvelopeCodec.record(arrival.envelope(), arrival.value());
        trace.ifPresent(told -> EnvelopeCodec.put(record.headers(), ChunkTrace.HEADER, told.parent()));
        while (!stopping.getAsBoolean()) {
            Optional<Exception> notTaken = attempt(record, outcome);
            if (notTaken.isEmpty()) {
                return true;
            }
            if (!(notTaken.get() instanceof TimeoutException)) {
                report(notTaken.get(), outcome);
                return true;
            }
            meanwhile.run();
        }
        return false;
    }

    /** The client reports what it cannot take through the callback, too, but on the caller's thread. */
    private Optional<Exception> attempt(ProducerRecord<byte[], byte[]> record, Outcome outcome) {
        Thread sender = Thread.currentThread();
        AtomicReference<Exception> notTaken = new AtomicReference<>();
        Future<RecordMetadata> unused = producer.send(record, (place, failure) -> {
            if (failure == null) {
                outcome.arrived(place);
            } else if (Thread.currentThread().equals(sender)) {
                notTaken.set(failure);
            } else {
                report(failure, outcome);
            }
        });
        return Optional.ofNullable(notTaken.get());
    }

    private static void report(Exception failure, Outcome outcome) {
        if (failure instanceof RecordTooLargeException
                || failure instanceof InvalidTimestampException
                || failure instanceof InvalidRecordException) {
            outcome.refused();
        } else {
            outcome.broken(new BrokerAwayException(BrokerAwayException.Side.FOG, failure));
        }
    }
}
