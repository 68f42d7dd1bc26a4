/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.machine;

import static io.bauta.videoanonymiser.machine.Machines.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Topic;
import io.bauta.raw.RawRecord;
import io.bauta.raw.RawRecordCodec;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.raw.machine.EdgeKafkaClients;
import io.bauta.raw.machine.KafkaClients;
import io.bauta.raw.machine.MachineListener;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.MortalClients;
import io.bauta.testing.kafka.TestReader;
import io.bauta.testing.kafka.TestWriter;
import io.bauta.videoanonymiser.chunk.Camera;
import io.bauta.videoanonymiser.chunk.CameraLanes;
import io.bauta.videoanonymiser.chunk.NativeCodecs;
import io.bauta.videoanonymiser.chunk.Pictures;
import io.bauta.videoanonymiser.chunk.Pictures.Shown;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same with real pictures: a stream worked on by machines that die plays like one nobody disturbed. */
class CameraExactlyOnceIT {
    private static final int PICTURES = 150;

    @RegisterExtension
    static final KafkaInJvm EDGE = KafkaInJvm.edge();

    @Test
    void theChunksOfMachinesThatDiedPlayWithoutASeam() {
        // Given a camera whose records come bit by bit, and machines that die one after the other
        List<RawRecord> records = Camera.records(ONE, 1, PICTURES);
        int written = 0;
        for (MortalClients.Step step : MortalClients.Step.values()) {
            try (MortalClients clients = new MortalClients(clients(), step, 1);
                    AnonymiserMachine machine = machine(clients)) {
                machine.start();
                while (!clients.dead() && written < records.size() - 30) {
                    write(records.subList(written, written + 1));
                    written++;
                    LockSupport.parkNanos(20_000_000);
                }
            }
        }

        // When a last one does the rest
        write(records.subList(written, records.size()));
        try (AnonymiserMachine machine = machine(clients());
                TestReader reader = EDGE.reader(Topic.ANON_VIDEO)) {
            machine.start();
            reader.until(PICTURES * 2 / 25, KafkaInJvm.patience());
        }

        // Then every picture is there once, at its time, hidden
        List<ConsumerRecord<byte[], byte[]>> chunks = Machines.all(EDGE, Topic.ANON_VIDEO);
        assertThat(Machines.sequences(chunks))
                .isEqualTo(LongStream.range(0, chunks.size()).boxed().toList());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(chunk -> all.writeBytes(chunk.value()));
        List<Shown> played = Pictures.play(all.toByteArray());
        assertThat(played)
                .extracting(Shown::ptsMicros)
                .isEqualTo(LongStream.range(0, PICTURES)
                        .mapToObj(i -> i * Camera.STEP)
                        .toList());
        assertThat(played).allMatch(shown -> shown.detail() < 6);
        assertThat(Machines.reasons(Machines.all(EDGE, Topic.AUDIT_PROVENANCE))).containsOnly("released");
    }

    private static void write(List<RawRecord> records) {
        try (TestWriter writer = EDGE.writer()) {
            writer.writeAll(records.stream().map(RawRecordCodec::write).toList());
        }
    }

    private static KafkaClients clients() {
        return new EdgeKafkaClients(Machines.settings(EDGE), "node-1");
    }

    private static AnonymiserMachine machine(KafkaClients clients) {
        return new AnonymiserMachine(
                Machines.settings(EDGE),
                Machines.SITE,
                Machines.SIGNER,
                new CameraLanes(
                        new NativeCodecs(), 64L << 20, reach -> Sight.none().get()),
                clients,
                new MachineListener() {});
    }
}
