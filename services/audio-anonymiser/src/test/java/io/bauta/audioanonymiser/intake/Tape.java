/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.RawPosition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Raw records of one microphone, as ingestion would write them. */
final class Tape {
    static final SensorId MICROPHONE = new SensorId("market-sound");
    static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final List<RawRecord> records = new ArrayList<>();
    private final SensorId sensor;
    private final int sampleRate;
    private long epoch = 7;
    private long sequence;

    Tape(int sampleRate) {
        this(MICROPHONE, sampleRate);
    }

    Tape(SensorId sensor, int sampleRate) {
        this.sensor = sensor;
        this.sampleRate = sampleRate;
    }

    /** Samples in records of a length, the first captured so long after {@link #START}. */
    Tape sound(short[] samples, int recordLength, long afterStartMicros) {
        for (int at = 0; at < samples.length; at += recordLength) {
            int length = Math.min(recordLength, samples.length - at);
            record(samples, at, length, afterStartMicros + at * 1_000_000L / sampleRate);
        }
        return this;
    }

    Tape record(short[] samples, int from, int length, long afterStartMicros) {
        ByteBuffer data = ByteBuffer.allocate(length * 2).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(samples, from, length);
        records.add(new PcmChunk(envelope(afterStartMicros), sampleRate, afterStartMicros, data.array()));
        return this;
    }

    Tape end(long afterStartMicros) {
        records.add(new EndOfStream(envelope(afterStartMicros)));
        return this;
    }

    Tape newEpoch() {
        epoch++;
        sequence = 0;
        return this;
    }

    Tape lose(int lost) {
        sequence += lost;
        return this;
    }

    /** The envelope of a record of another kind in this one's place. */
    Envelope next(long afterStartMicros) {
        return envelope(afterStartMicros);
    }

    private Envelope envelope(long afterStartMicros) {
        Instant time = START.plus(afterStartMicros, ChronoUnit.MICROS);
        return Envelope.of(Topic.RAW_AUDIO, sensor, "/test", time, epoch, sequence++);
    }

    List<RawRecord> records() {
        return records;
    }

    /** Offsets are places on the tape. */
    RawPosition position(int place) {
        return RawPosition.of(records.get(place), place);
    }
}
