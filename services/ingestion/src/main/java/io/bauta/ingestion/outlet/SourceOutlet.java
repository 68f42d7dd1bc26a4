/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.outlet;

import static io.bauta.ingestion.outlet.RawMarks.END_REASON;
import static io.bauta.ingestion.outlet.RawMarks.FILE_RUN;

import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.SensorId;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.ingestion.delivery.RawOutlet;
import io.bauta.ingestion.delivery.RecordMarks;
import io.bauta.ingestion.timing.WallClock;
import io.bauta.raw.RawRecord;
import io.bauta.raw.RawRecordCodec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/** One source's share of the producer: bounded in bytes on the way, so that no source can crowd out another. */
public final class SourceOutlet implements RawOutlet {
    private static final Logger LOG = Logger.getLogger(SourceOutlet.class);
    private static final long RETRY_MICROS = 500_000;

    private final EdgeProducer producer;
    private final SourceStatus status;
    private final WallClock wall;
    private final long maxBytes;
    private final Set<SensorId> refused = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long bytesOnTheWay;
    private int recordsOnTheWay;

    /** @param maxBytes on the way at once; a single larger record goes alone */
    public SourceOutlet(EdgeProducer producer, SourceStatus status, WallClock wall, long maxBytes) {
        this.producer = producer;
        this.status = status;
        this.wall = wall;
        this.maxBytes = maxBytes;
    }

    @Override
    public void send(RawRecord raw, RecordMarks marks) throws InterruptedException {
        ProducerRecord<byte[], byte[]> record = RawRecordCodec.write(raw);
        marks.run().ifPresent(run -> EnvelopeCodec.put(record.headers(), FILE_RUN, run.toString()));
        marks.end().ifPresent(end -> EnvelopeCodec.put(record.headers(), END_REASON, end.label()));
        reserve(record.value().length);
        while (!handOver(record, raw)) {
            wall.waitUntil(wall.micros() + RETRY_MICROS);
        }
    }

    @Override
    public void awaitAcknowledged() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (recordsOnTheWay > 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean takeRefusal(SensorId sensor) {
        return !refused.isEmpty() && refused.remove(sensor);
    }

    /** @return false if the broker could not be reached, so that the producer has not taken the record */
    private boolean handOver(ProducerRecord<byte[], byte[]> record, RawRecord raw) throws InterruptedException {
        Handing handing = new Handing(record.value().length, raw);
        try {
            producer.send(record, (metadata, failure) -> handing.completed(failure));
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (IllegalStateException e) {
            throw interrupted(e);
        } catch (KafkaException e) {
            LOG.debugf("source=%s broker cannot be reached: %s", status.name(), e.getMessage());
            return false;
        }
        return handing.taken();
    }

    private static InterruptedException interrupted(Exception cause) {
        InterruptedException interruption = new InterruptedException(cause.getMessage());
        interruption.initCause(cause);
        return interruption;
    }

    private void reserve(int bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (recordsOnTheWay > 0 && bytesOnTheWay + bytes > maxBytes) {
                changed.await();
            }
            bytesOnTheWay += bytes;
            recordsOnTheWay++;
        } finally {
            lock.unlock();
        }
    }

    private void release(int bytes) {
        lock.lock();
        try {
            bytesOnTheWay -= bytes;
            recordsOnTheWay--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * One attempt to hand a record over. The producer calls back before {@code send} returns if it could not take the
     * record in time (no metadata, no room); such a record is tried again at its place in the order. Later failures are
     * final: without a limit to delivery only a refusal by the broker is left.
     */
    private final class Handing {
        private final int bytes;
        private final SensorId sensor;
        private final Instant time;
        private boolean sendReturned;
        private boolean notTaken;

        Handing(int bytes, RawRecord raw) {
            this.bytes = bytes;
            this.sensor = raw.envelope().sensor();
            this.time = raw.envelope().time();
        }

        synchronized boolean taken() {
            sendReturned = true;
            return !notTaken;
        }

        synchronized void completed(Exception failure) {
            if (failure instanceof TimeoutException && !sendReturned) {
                notTaken = true;
                return;
            }
            release(bytes);
            if (failure == null) {
                long captured = ChronoUnit.MICROS.between(Instant.EPOCH, time);
                status.of(sensor).acknowledged(captured, wall.micros());
            } else {
                refused.add(sensor);
                status.dropped(DropReason.REFUSED, 1);
                LOG.errorf("sensor=%s the edge broker refused a record: %s", sensor, failure.getMessage());
            }
        }
    }
}
