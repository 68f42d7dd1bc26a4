/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.machine;

import static io.bauta.videoanonymiser.machine.Machines.STRANGER;
import static io.bauta.videoanonymiser.machine.Machines.camera;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.SensorLane;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.EdgeKafkaClients;
import io.bauta.raw.machine.MachineListener;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestReader;
import io.bauta.testing.kafka.TestWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever fails, a statement says so, the anon topic shows nothing of it, and the stream goes on. */
class WithholdingIT {
    @RegisterExtension
    static final KafkaInJvm EDGE = KafkaInJvm.edge();

    @Test
    void aLaneThatThrowsCostsOneChunk() {
        SensorId sensor = camera("throws");
        List<String> reasons = outcomes(sensor, onceAt(8, () -> {
            throw new IllegalStateException("broken");
        }));

        assertThat(reasons).contains("internal-error").endsWith("released");
        assertThat(reasons.stream().filter("internal-error"::equals)).hasSize(1);
        assertThat(contents(sensor))
                .startsWith("1/0 1/1 1/2 ")
                .doesNotContain("1/8 ")
                .endsWith("1/28 1/29 ");
    }

    @Test
    void aLaneThatRunsOutOfMemoryCostsOneChunk() {
        List<String> reasons = outcomes(camera("one"), onceAt(8, () -> {
            throw new OutOfMemoryError("broken");
        }));

        assertThat(reasons).contains("out-of-memory-budget").endsWith("released");
    }

    @Test
    void aLaneThatHangsIsReplacedAndWhatItSaysLaterIsNotHeard() {
        CountDownLatch hanging = new CountDownLatch(1);
        SensorId sensor = camera("hangs");
        List<String> reasons = outcomes(
                sensor,
                NumberLane.factory(Duration.ofMillis(700), onceAt(8, () -> waitOn(hanging))),
                () -> hanging.countDown());

        assertThat(reasons).contains("timed-out").endsWith("released");
        assertThat(contents(sensor)).doesNotContain("1/8 ").endsWith("1/28 1/29 ");
    }

    @Test
    void aChunkTheBrokerRefusesIsWithheldAndItsNeighboursAreNot() {
        SensorId sensor = camera("large");
        List<String> reasons = outcomes(sensor, tooLargeAt("1/6 "), () -> {});

        assertThat(reasons)
                .containsExactly(
                        "released",
                        "released",
                        "outlet-refused",
                        "released",
                        "released",
                        "released",
                        "released",
                        "released",
                        "released",
                        "released");
        assertThat(Machines.sequences(Machines.of(sensor, Machines.all(EDGE, Topic.ANON_VIDEO))))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void recordsMissingInTheSequenceAreStated() {
        SensorId sensor = camera("gap");
        List<ProducerRecord<byte[], byte[]>> records = Machines.units(sensor, 1, 0, 7);
        records.addAll(Machines.units(sensor, 1, 12, 30));
        records.add(Machines.end(sensor, 1, 30));

        assertThat(outcomes(sensor, records, NumberLane.factory(Duration.ofSeconds(10), record -> {}), () -> {}))
                .startsWith("released", "released", "released", "raw-lost", "released");
        assertThat(contents(sensor)).contains("1/6 1/15 ");
    }

    @Test
    void recordsRepeatedByTheirSourceAreTakenOnce() {
        SensorId sensor = camera("two");
        List<ProducerRecord<byte[], byte[]>> records = Machines.units(sensor, 1, 0, 10);
        records.addAll(Machines.units(sensor, 1, 4, 30));
        records.add(Machines.end(sensor, 1, 30));

        assertThat(outcomes(sensor, records, NumberLane.factory(Duration.ofSeconds(10), record -> {}), () -> {}))
                .containsOnly("released")
                .hasSize(10);
    }

    @Test
    void aRecordWithUnreadableHeadersIsStated() {
        SensorId sensor = camera("noise");
        List<ProducerRecord<byte[], byte[]>> records = Machines.units(sensor, 1, 0, 7);
        ProducerRecord<byte[], byte[]> noise = Machines.unit(sensor, 1, 7);
        noise.headers().remove(EnvelopeCodec.SEQUENCE);
        records.add(noise);
        records.add(new ProducerRecord<>(
                Topic.RAW_VIDEO.topicName(), "No Sensor".getBytes(UTF_8), "nothing".getBytes(UTF_8)));
        records.addAll(Machines.units(sensor, 1, 8, 30));
        records.add(Machines.end(sensor, 1, 30));

        assertThat(outcomes(sensor, records, NumberLane.factory(Duration.ofSeconds(10), record -> {}), () -> {}))
                .containsSubsequence("released", "malformed-record", "released")
                .doesNotContain("raw-lost");
    }

    @Test
    void aSensorWithoutPolicyIsWithheldOnceAChunk() {
        List<String> reasons = outcomes(STRANGER, record -> {});

        assertThat(reasons).containsExactly("no-policy", "no-policy", "no-policy");
        assertThat(Machines.of(STRANGER, Machines.all(EDGE, Topic.ANON_VIDEO))).isEmpty();
    }

    private static List<String> outcomes(SensorId sensor, Consumer<RawRecord> before) {
        return outcomes(sensor, NumberLane.factory(Duration.ofSeconds(10), before), () -> {});
    }

    private static List<String> outcomes(SensorId sensor, LaneFactory lanes, Runnable afterwards) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(Machines.units(sensor, 1, 0, 30));
        records.add(Machines.end(sensor, 1, 30));
        return outcomes(sensor, records, lanes, afterwards);
    }

    /** Runs a machine over the records until it has stated what became of the last of them. */
    private static List<String> outcomes(
            SensorId sensor, List<ProducerRecord<byte[], byte[]>> records, LaneFactory lanes, Runnable afterwards) {
        try (TestWriter writer = EDGE.writer();
                TestReader audit = EDGE.reader(Topic.AUDIT_PROVENANCE);
                AnonymiserMachine machine = new AnonymiserMachine(
                        Machines.settings(EDGE),
                        Machines.SITE,
                        Machines.SIGNER,
                        lanes,
                        new EdgeKafkaClients(Machines.settings(EDGE), "node-1"),
                        new MachineListener() {})) {
            writer.writeAll(records);
            machine.start();
            audit.until(all -> coversTheEnd(Machines.of(sensor, all)), "statements to the end", KafkaInJvm.patience());
            afterwards.run();
            return Machines.reasons(Machines.of(sensor, audit.toEnd()));
        }
    }

    /** The last of thirty records was captured 1160 ms after the first. */
    private static boolean coversTheEnd(List<ConsumerRecord<byte[], byte[]>> audit) {
        return Machines.statements(audit).stream()
                .map(verified -> verified.statement().predicate())
                .anyMatch(predicate -> !Instant.parse(predicate.start())
                        .plusNanos(predicate.durationMicros() * 1000)
                        .isBefore(Machines.envelope(STRANGER, 1, 29).time()));
    }

    private static String contents(SensorId sensor) {
        return Machines.contents(Machines.of(sensor, Machines.all(EDGE, Topic.ANON_VIDEO)));
    }

    private static Consumer<RawRecord> onceAt(long sequence, Runnable fault) {
        AtomicBoolean done = new AtomicBoolean();
        return record -> {
            if (record.envelope().sequence() == sequence && done.compareAndSet(false, true)) {
                fault.run();
            }
        };
    }

    /** Deaf to interrupts, as native code is. */
    private static void waitOn(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            LockSupport.parkNanos(10_000_000);
            Thread.interrupted();
        }
    }

    private static LaneFactory tooLargeAt(String content) {
        LaneFactory real = NumberLane.factory(Duration.ofSeconds(10), record -> {});
        return new LaneFactory() {
            @Override
            public SensorLane open(
                    SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output) {
                return real.open(sensor, policy, state, (result, none, checkpoint) -> {
                    boolean large = result instanceof Released released
                            && new String(released.media(), UTF_8).contains(content);
                    output.finished(large ? new Released(result.facts(), new byte[9 << 20]) : result, checkpoint);
                });
            }

            @Override
            public Duration chunk(AnonymisationPolicy policy) {
                return real.chunk(policy);
            }

            @Override
            public Duration timeLimit(AnonymisationPolicy policy) {
                return real.timeLimit(policy);
            }
        };
    }
}
