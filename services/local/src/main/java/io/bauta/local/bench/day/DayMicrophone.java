/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.media.audio.FlacDecoder;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One microphone of a drawn street before a lane of the audio anonymiser, fed as the service feeds it: numbered records
 * whose capture times tremble. What comes out is unpacked and judged at once, so that nothing is kept. Not thread-safe.
 */
final class DayMicrophone implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-03-01T06:00:00.123456Z");
    private static final int TREMBLING_MICROS = 8000;

    private final SensorId sensor;
    private final DaySound sound;
    private final SplittableRandom trembling;
    private final SensorLane lane;
    private final SpeechTally speech = new SpeechTally();
    private final TimeTally time = new TimeTally(START, AudioPolicy.DEFAULT_CHUNK.toMillis() * DayBlock.RATE / 1000);
    private final Deque<DayBlock> heard = new ArrayDeque<>();
    private final Deque<Released> finished = new ArrayDeque<>();
    private short[] unjudged = {};
    private long records;
    private long farthestRestart;
    private long laneNanos;

    /** @param lanes of the audio anonymiser, which may be shared */
    DayMicrophone(int number, VoiceMethod voice, SpokenLines lines, LaneFactory lanes) {
        this.sensor = new SensorId("day-" + number);
        this.sound = new DaySound(number, lines);
        this.trembling = new SplittableRandom(number);
        this.lane = lanes.open(
                sensor,
                new AnonymisationPolicy(
                        new PolicyReference("day", 1),
                        VideoPolicy.mosaic(),
                        new AudioPolicy(voice, AudioPolicy.DEFAULT_MCADAMS, AudioPolicy.DEFAULT_CHUNK)),
                Optional.empty(),
                (result, restricted, checkpoint) -> {
                    finished.add(released(result));
                    checkpoint.restart().ifPresent(this::restartFrom);
                });
    }

    /** A chunk that is withheld ends the day: there is nothing to compare any more. */
    private static Released released(AnonymisationResult result) {
        if (result instanceof Released released) {
            return released;
        }
        throw new IllegalStateException("a chunk was withheld: " + result);
    }

    private void restartFrom(RawPosition position) {
        farthestRestart = Math.max(farthestRestart, records - position.sequence());
    }

    /** The next tenth of a second. */
    void hear() {
        DayBlock block = sound.next();
        heard.add(block);
        time.fed(block.samples().length);
        ByteBuffer data =
                ByteBuffer.allocate(Short.BYTES * block.samples().length).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(block.samples());
        long micros = records * DayBlock.MICROS;
        feed(new PcmChunk(envelope(micros), DayBlock.RATE, micros, data.array()));
        judge();
    }

    /** Nothing more is heard; the lane gives out what it holds. */
    void end() {
        feed(new EndOfStream(envelope(records * DayBlock.MICROS)));
        judge();
        speech.endSegment();
    }

    /** The first record's time is that of the run; those of the others are near what counting says, as real ones are. */
    private Envelope envelope(long micros) {
        long aside = records == 0 ? 0 : trembling.nextInt(-TREMBLING_MICROS, TREMBLING_MICROS);
        Instant captured = START.plus(micros + aside, ChronoUnit.MICROS);
        return Envelope.of(Topic.RAW_AUDIO, sensor, "/day/microphone", captured, 1, records);
    }

    private void feed(RawRecord record) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        lane.accept(record, RawPosition.of(record, records));
        laneNanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        records++;
    }

    private void judge() {
        while (!finished.isEmpty()) {
            Released chunk = finished.removeFirst();
            short[] samples = FlacDecoder.decode(chunk.media()).samples();
            time.released(chunk.facts(), samples.length);
            int held = unjudged.length;
            unjudged = Arrays.copyOf(unjudged, held + samples.length);
            System.arraycopy(samples, 0, unjudged, held, samples.length);
            judgeWholeBlocks();
        }
    }

    private void judgeWholeBlocks() {
        int at = 0;
        while (unjudged.length - at >= DayBlock.SAMPLES && !heard.isEmpty()) {
            speech.take(heard.removeFirst(), Arrays.copyOfRange(unjudged, at, at + DayBlock.SAMPLES));
            at += DayBlock.SAMPLES;
        }
        unjudged = Arrays.copyOfRange(unjudged, at, unjudged.length);
    }

    SpeechTally.Counts speech() {
        return speech.counts();
    }

    TimeTally.Counts time() {
        return time.counts();
    }

    /** Processor time of the thread inside the lane. */
    long laneNanos() {
        return laneNanos;
    }

    /** How far before its last record a restart would have begun, at most, in seconds of sound. */
    double farthestRestartSeconds() {
        return (double) farthestRestart / DayBlock.A_SECOND;
    }

    @Override
    public void close() {
        lane.close();
    }
}
