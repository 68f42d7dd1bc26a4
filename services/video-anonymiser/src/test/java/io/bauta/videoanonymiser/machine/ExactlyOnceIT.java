/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.machine;

import static io.bauta.videoanonymiser.machine.Machines.ONE;
import static io.bauta.videoanonymiser.machine.Machines.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.ProvenanceVerifier.Verified;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.EdgeKafkaClients;
import io.bauta.raw.machine.KafkaClients;
import io.bauta.raw.machine.MachineListener;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.MortalClients;
import io.bauta.testing.kafka.TestReader;
import io.bauta.testing.kafka.TestWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever dies and whenever: each chunk once, none lost, in order, and every statement names the one before. */
class ExactlyOnceIT {
    private static final int RECORDS = 60;
    /** A record takes some time, so that chunks come one by one and transactions hold few of them. */
    private static final long WORK_NANOS = 10_000_000;

    private final KafkaInJvm edge = KafkaInJvm.edge();

    @BeforeEach
    void start() {
        edge.start();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @ParameterizedTest
    @EnumSource(MortalClients.Step.class)
    void aMachineKilledAtAnyStepOfATransactionLosesNothingAndRepeatsNothing(MortalClients.Step step) throws Exception {
        // Given two cameras, and a machine that dies in its third, its second and its fifth transaction
        writeBothCameras(0, RECORDS);

        // When it is started again each time
        for (int occurrence : List.of(3, 2, 5)) {
            try (MortalClients clients = new MortalClients(clients(), step, occurrence);
                    AnonymiserMachine machine = machine(clients)) {
                machine.start();
                await(clients::dead, "the machine to die");
            }
        }

        // Then a last one ends the work, and all is there once and in order
        try (AnonymiserMachine machine = machine(clients())) {
            machine.start();
            await(this::finishedAll, "all chunks");
        }
        assertWhole(ONE);
        assertWhole(TWO);
    }

    @Test
    void aMachineStoppedGentlyAndStartedAgainGoesOnWithoutASeam() {
        // Given a machine that has worked on the first half
        try (AnonymiserMachine machine = machine(clients())) {
            machine.start();
            try (TestWriter writer = edge.writer()) {
                writer.writeAll(Machines.units(ONE, 1, 0, RECORDS / 2));
                writer.writeAll(Machines.units(TWO, 1, 0, RECORDS / 2));
            }
            awaitChunks(4);
        }

        // When another one takes over and the rest comes
        try (AnonymiserMachine machine = machine(clients())) {
            machine.start();
            writeBothCameras(RECORDS / 2, RECORDS);
            await(this::finishedAll, "all chunks");
        }

        // Then
        assertWhole(ONE);
        assertWhole(TWO);
    }

    @Test
    void aBrokerThatGoesAwayAndComesBackIsWaitedFor() {
        // Given a machine started before its broker
        edge.stop();
        try (AnonymiserMachine machine = machine(clients())) {
            machine.start();
            edge.start();
            try (TestWriter writer = edge.writer()) {
                writer.writeAll(Machines.units(ONE, 1, 0, RECORDS / 2));
                writer.writeAll(Machines.units(TWO, 1, 0, RECORDS / 2));
            }
            awaitChunks(4);

            // When the broker restarts under it
            edge.stop();
            edge.start();
            writeBothCameras(RECORDS / 2, RECORDS);

            // Then
            await(this::finishedAll, "all chunks");
        }
        assertWhole(ONE);
        assertWhole(TWO);
    }

    private KafkaClients clients() {
        return new EdgeKafkaClients(Machines.settings(edge), "node-1");
    }

    private AnonymiserMachine machine(KafkaClients clients) {
        return new AnonymiserMachine(
                Machines.settings(edge),
                Machines.SITE,
                Machines.SIGNER,
                NumberLane.factory(Duration.ofSeconds(10), record -> LockSupport.parkNanos(WORK_NANOS)),
                clients,
                new MachineListener() {});
    }

    private void writeBothCameras(int from, int to) {
        List<ProducerRecord<byte[], byte[]>> mixed = new ArrayList<>();
        IntStream.range(from, to).forEach(sequence -> {
            mixed.add(Machines.unit(ONE, 1, sequence));
            mixed.add(Machines.unit(TWO, 1, sequence));
        });
        mixed.add(Machines.end(ONE, 1, to));
        mixed.add(Machines.end(TWO, 1, to));
        try (TestWriter writer = edge.writer()) {
            writer.writeAll(mixed);
        }
    }

    private boolean finishedAll() {
        return Machines.all(edge, Topic.ANON_VIDEO).size() >= 2 * RECORDS / NumberLane.CHUNK;
    }

    private void awaitChunks(int count) {
        try (TestReader reader = edge.reader(Topic.ANON_VIDEO)) {
            reader.until(count, KafkaInJvm.patience());
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + KafkaInJvm.patience().toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void assertWhole(SensorId sensor) {
        List<ConsumerRecord<byte[], byte[]>> chunks = Machines.of(sensor, Machines.all(edge, Topic.ANON_VIDEO));
        List<ConsumerRecord<byte[], byte[]>> audit = Machines.of(sensor, Machines.all(edge, Topic.AUDIT_PROVENANCE));
        assertThat(Machines.contents(chunks))
                .isEqualTo(IntStream.range(0, RECORDS)
                        .mapToObj(sequence -> "1/" + sequence + " ")
                        .reduce("", String::concat));
        assertThat(Machines.sequences(chunks))
                .isEqualTo(LongStream.range(0, chunks.size()).boxed().toList());
        assertThat(Machines.sequences(audit))
                .isEqualTo(LongStream.range(0, audit.size()).boxed().toList());
        List<Verified> statements = Machines.statements(audit);
        for (int i = 0; i < statements.size(); i++) {
            assertThat(statements.get(i).statement().predicate().previous())
                    .isEqualTo(i == 0 ? null : statements.get(i - 1).digest());
        }
    }
}
