/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import io.bauta.raw.RawRecordCodec;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestReader;
import java.util.List;
import java.util.function.Predicate;

/** What the edge broker holds of one sensor, as an anonymiser would read it. */
final class RawLog implements AutoCloseable {
    private final SensorId sensor;
    private final TestReader reader;

    RawLog(KafkaInJvm edge, Topic topic, String sensor) {
        this.sensor = new SensorId(sensor);
        this.reader = edge.reader(topic);
    }

    List<RawRecord> until(Predicate<List<RawRecord>> condition, String expected) {
        reader.until(ignored -> condition.test(now()), expected, KafkaInJvm.patience());
        return now();
    }

    List<RawRecord> untilEnd() {
        return until(RawLog::ended, "the end of " + sensor);
    }

    List<RawRecord> untilUnits(int count) {
        return until(records -> records.size() >= count, count + " records of " + sensor);
    }

    List<RawRecord> toEnd() {
        reader.toEnd();
        return now();
    }

    static boolean ended(List<RawRecord> records) {
        return !records.isEmpty() && records.getLast() instanceof EndOfStream;
    }

    static List<AccessUnit> units(List<RawRecord> records) {
        return records.stream()
                .filter(AccessUnit.class::isInstance)
                .map(AccessUnit.class::cast)
                .toList();
    }

    static List<PcmChunk> chunks(List<RawRecord> records) {
        return records.stream()
                .filter(PcmChunk.class::isInstance)
                .map(PcmChunk.class::cast)
                .toList();
    }

    static List<Long> epochs(List<RawRecord> records) {
        return records.stream()
                .map(record -> record.envelope().epoch())
                .distinct()
                .toList();
    }

    /** Numbers run from 0 without gap or double in every epoch, and epochs follow each other. */
    static void assertNumbered(List<RawRecord> records) {
        long epoch = -1;
        long next = 0;
        for (RawRecord record : records) {
            if (record.envelope().epoch() != epoch) {
                assertThat(record.envelope().epoch()).isGreaterThan(epoch);
                epoch = record.envelope().epoch();
                next = 0;
            }
            assertThat(record.envelope().sequence()).isEqualTo(next++);
        }
    }

    private List<RawRecord> now() {
        return reader.all().stream()
                .map(RawRecordCodec::read)
                .filter(record -> record.envelope().sensor().equals(sensor))
                .toList();
    }

    @Override
    public void close() {
        reader.close();
    }
}
