/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.WithheldReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Writes batches of finished chunks, each batch in one transaction: media, statements, and the place to go on from. Used
 * by one thread. Any exception leaves it unusable; a new session then begins at the last commit.
 */
final class Outlet {
    private static final Logger LOG = System.getLogger(Outlet.class.getName());

    private final Producer<byte[], byte[]> producer;
    private final Ledger ledger;
    private final ChunkRecords chunkRecords;
    private final MachineListener listener;
    private final MachineSettings settings;

    Outlet(
            Producer<byte[], byte[]> producer,
            Ledger ledger,
            ChunkRecords chunkRecords,
            MachineListener listener,
            MachineSettings settings) {
        this.producer = producer;
        this.ledger = ledger;
        this.chunkRecords = chunkRecords;
        this.listener = listener;
        this.settings = settings;
    }

    /**
     * Commits the batch; a chunk whose record the broker refuses is withheld instead, and the others go as they are. Kafka fails what
     * still waits beside a record that is too large for the same reason, so whose record it was shows one by one.
     */
    void write(List<FinishedChunk> finished) {
        if (attempt(finished).isEmpty()) {
            finished.forEach(this::tell);
        } else if (finished.size() > 1) {
            finished.forEach(chunk -> write(List.of(chunk)));
        } else {
            withhold(finished.getFirst());
        }
    }

    private void withhold(FinishedChunk chunk) {
        LOG.log(
                Level.WARNING,
                "sensor={0} chunk withheld: the broker refuses its {1} bytes",
                chunk.sensor(),
                chunk.bytes());
        FinishedChunk withheld = chunk.withheld(WithheldReason.OUTLET_REFUSED);
        if (!attempt(List.of(withheld)).isEmpty()) {
            throw new KafkaException("the broker refuses even the statement that a chunk is withheld");
        }
        tell(withheld);
    }

    /** What one transaction holds, and whose records they are. */
    private static final class Transaction {
        private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final List<Integer> owners = new ArrayList<>();
        private final Map<Integer, Map<SensorId, SensorCheckpoint>> changed = new HashMap<>();
    }

    /** One transaction; returns the chunks it was aborted for, none if it is committed. */
    private Set<Integer> attempt(List<FinishedChunk> batch) {
        Transaction transaction = number(batch);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        producer.beginTransaction();
        try {
            for (ProducerRecord<byte[], byte[]> record : transaction.records) {
                sent.add(producer.send(record));
            }
            producer.flush();
            if (!refused(sent, transaction.owners).isEmpty()) {
                throw new KafkaException("the broker refuses a record");
            }
            producer.sendOffsetsToTransaction(
                    offsets(transaction.changed), new ConsumerGroupMetadata(settings.service()));
            producer.commitTransaction();
        } catch (KafkaException failure) {
            abort(failure);
            Set<Integer> refused = refused(sent, transaction.owners);
            if (refused.isEmpty() || failure.getSuppressed().length > 0) {
                throw failure;
            }
            return refused;
        }
        transaction.changed.forEach(ledger::commit);
        return Set.of();
    }

    private Transaction number(List<FinishedChunk> batch) {
        Transaction transaction = new Transaction();
        for (int index = 0; index < batch.size(); index++) {
            FinishedChunk chunk = batch.get(index);
            Map<SensorId, SensorCheckpoint> changed =
                    transaction.changed.computeIfAbsent(chunk.partition(), first -> new HashMap<>());
            SensorCheckpoint before = changed.get(chunk.sensor());
            ChunkRecords.Made made = chunkRecords.of(chunk, before != null ? before : ledger.before(chunk));
            changed.put(chunk.sensor(), made.after());
            for (ProducerRecord<byte[], byte[]> record : made.records()) {
                transaction.records.add(record);
                transaction.owners.add(index);
            }
        }
        return transaction;
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Map<SensorId, SensorCheckpoint>> changed) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        changed.forEach((partition, sensors) -> {
            Map.Entry<TopicPartition, OffsetAndMetadata> entry = ledger.offsetsWith(partition, sensors);
            int length = entry.getValue().metadata().length();
            if (length > settings.checkpointCharacters()) {
                listener.checkpointTooLarge(length);
                throw new KafkaException("checkpoints of " + entry.getKey() + " take " + length
                        + " characters: raise offset.metadata.max.bytes and the number of partitions");
            }
            offsets.put(entry.getKey(), entry.getValue());
        });
        return offsets;
    }

    /** The chunks with a record too large for client or broker: that chunk's fault, not the connection's. */
    private static Set<Integer> refused(List<Future<RecordMetadata>> sent, List<Integer> owners) {
        Set<Integer> refused = new LinkedHashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).state() == Future.State.FAILED) {
                Throwable cause = sent.get(i).exceptionNow();
                cause = cause instanceof ExecutionException ? cause.getCause() : cause;
                if (cause instanceof RecordTooLargeException || cause instanceof RecordBatchTooLargeException) {
                    refused.add(owners.get(i));
                }
            }
        }
        return refused;
    }

    private void abort(KafkaException failure) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            failure.addSuppressed(e);
        }
    }

    private void tell(FinishedChunk chunk) {
        for (FinishedChunk.OfLevel level : chunk.levels()) {
            switch (level.result()) {
                case Released released ->
                    listener.released(chunk.sensor(), level.level(), released.facts(), level.bytes());
                case Withheld withheld ->
                    listener.withheld(chunk.sensor(), level.level(), withheld.reason(), withheld.facts());
            }
        }
    }
}
