/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.MalformedEnvelopeException;
import io.bauta.contracts.SensorId;
import io.bauta.raw.RawRecord;
import io.bauta.raw.RawRecordCodec;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A polled record and the sensor it is of.
 *
 * @param item for the sensor's queue; without a record if its headers could not be understood
 */
record RawItem(SensorId sensor, LaneQueue.Item item) {

    /** Empty if not even the sensor can be told. */
    static Optional<RawItem> of(ConsumerRecord<byte[], byte[]> record) {
        int bytes = Math.max(0, record.serializedValueSize());
        try {
            RawRecord raw = RawRecordCodec.read(record);
            return Optional.of(new RawItem(
                    raw.envelope().sensor(),
                    new LaneQueue.Item(record.offset(), raw.envelope().time(), bytes, Optional.of(raw))));
        } catch (MalformedEnvelopeException | IllegalArgumentException e) {
            String key = record.key() == null ? "" : new String(record.key(), UTF_8);
            return SensorId.isValid(key)
                    ? Optional.of(new RawItem(
                            new SensorId(key),
                            new LaneQueue.Item(
                                    record.offset(),
                                    Instant.ofEpochMilli(Math.max(0, record.timestamp())),
                                    bytes,
                                    Optional.empty())))
                    : Optional.empty();
        }
    }
}
