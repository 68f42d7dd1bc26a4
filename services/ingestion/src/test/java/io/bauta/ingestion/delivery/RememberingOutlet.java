/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.delivery;

import io.bauta.contracts.SensorId;
import io.bauta.ingestion.resume.LastRecord;
import io.bauta.raw.RawRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A broker as far as ingestion can tell: keeps what it is sent, and may be "killed" after so many records. */
public final class RememberingOutlet implements RawOutlet {
    private final List<RawRecord> records = new ArrayList<>();
    private final Map<SensorId, LastRecord> last = new LinkedHashMap<>();
    private int takes = Integer.MAX_VALUE;
    private SensorId refusing;

    /** From now on it takes so many records and then behaves as if the process had been killed. */
    public void dieAfter(int records) {
        takes = records;
    }

    public void live() {
        takes = Integer.MAX_VALUE;
    }

    public void refuseOnce(SensorId sensor) {
        refusing = sensor;
    }

    @Override
    public synchronized void send(RawRecord record, RecordMarks marks) throws InterruptedException {
        if (takes-- <= 0) {
            throw new InterruptedException("killed");
        }
        records.add(record);
        last.put(
                record.envelope().sensor(),
                new LastRecord(
                        record.envelope().sensor(),
                        record.envelope().epoch(),
                        record.envelope().sequence(),
                        marks.end(),
                        marks.run()));
    }

    @Override
    public void awaitAcknowledged() {
        // it has everything at once
    }

    @Override
    public boolean takeRefusal(SensorId sensor) {
        boolean refused = sensor.equals(refusing);
        refusing = refused ? null : refusing;
        return refused;
    }

    public synchronized List<RawRecord> records() {
        return List.copyOf(records);
    }

    public synchronized List<RawRecord> records(SensorId sensor) {
        return records.stream()
                .filter(record -> record.envelope().sensor().equals(sensor))
                .toList();
    }

    public synchronized List<LastRecord> last() {
        return List.copyOf(last.values());
    }
}
