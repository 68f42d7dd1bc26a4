/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.chance.VoiceKeys;
import io.bauta.audioanonymiser.chunk.Run;
import io.bauta.audioanonymiser.hearing.TestVoices;
import io.bauta.audioanonymiser.outlet.FlacChunkEncoder;
import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.audioanonymiser.voice.Sounds;
import io.bauta.audioanonymiser.voice.VoiceEquipment;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.provenance.ProvenanceVerifier.Verified;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.MortalClients;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real sound through a real broker: whatever dies on the way, what comes out is what would have come out. */
class SoundExactlyOnceIT {
    private static final int RATE = 16_000;
    private static final int SECONDS = 12;
    private static final int RECORD = RATE / 10;
    private static final int FRAME = RATE / 50;

    @RegisterExtension
    static final KafkaInJvm EDGE = KafkaInJvm.edge();

    private final EdgeNode node = new EdgeNode(EDGE);
    private final VoiceKeys keys = new VoiceKeys();
    private final LaneFactory lanes = new AudioLaneFactory(TestVoices.loudIsSpeech(), keys, FlacChunkEncoder::new);

    @ParameterizedTest
    @CsvSource({"disguised, WEAK_MCADAMS", "garbled, GARBLE", "converted, CONVERT"})
    void theSoundOfMachinesThatDiedIsBitForBitThatOfOneNobodyDisturbed(String name, VoiceMethod voice) {
        // Given a microphone whose records come bit by bit, and machines that die one after the other
        SensorId microphone = new SensorId(name);
        List<RawRecord> records = speech(microphone);
        int written = 0;
        for (MortalClients.Step step : MortalClients.Step.values()) {
            try (MortalClients clients = new MortalClients(node.clients(), step, 2);
                    AnonymiserMachine machine = node.machine(clients, lanes)) {
                machine.start();
                while (!clients.dead() && written < records.size() - 20) {
                    node.write(records.subList(written, written + 1));
                    written++;
                    LockSupport.parkNanos(20_000_000);
                }
            }
        }

        // When a last one does the rest
        node.write(records.subList(written, records.size()));
        List<Verified> statements;
        try (AnonymiserMachine machine = node.machine(node.clients(), lanes)) {
            machine.start();
            statements = node.statementsOver(microphone, SECONDS * 1000);
        }

        assertNothingIsMissing(microphone, statements);
        assertSame(node.sound(microphone), inOnePiece(microphone, voice), 0, SECONDS * RATE);
    }

    @Test
    void aBrokerThatIsStartedAnewCostsNoSample() {
        // Given sound of which some has gone through
        SensorId microphone = new SensorId("interrupted");
        List<RawRecord> records = speech(microphone);
        try (AnonymiserMachine machine = node.machine(node.clients(), lanes)) {
            machine.start();
            node.write(records.subList(0, 45));
            node.statementsOver(microphone, 3000);

            // When the broker goes away under the machine and comes back
            EDGE.stop();
            EDGE.start();
            node.write(records.subList(45, records.size()));
            List<Verified> statements = node.statementsOver(microphone, SECONDS * 1000);

            assertNothingIsMissing(microphone, statements);
            // The silence of the stream ended a run after 4.5 s: the frames of 20 ms across that seam are others.
            int seam = 45 * RECORD;
            assertSame(node.sound(microphone), inOnePiece(microphone, VoiceMethod.WEAK_MCADAMS), 0, seam - FRAME);
            assertSame(
                    node.sound(microphone),
                    inOnePiece(microphone, VoiceMethod.WEAK_MCADAMS),
                    seam + FRAME,
                    SECONDS * RATE);
        }
    }

    @Test
    void muteLeavesTimeAndNothingElse() {
        SensorId microphone = new SensorId("muted");
        try (AnonymiserMachine machine = node.machine(node.clients(), lanes)) {
            machine.start();
            node.write(speech(microphone));
            List<Verified> statements = node.statementsOver(microphone, SECONDS * 1000);

            assertNothingIsMissing(microphone, statements);
            assertSame(node.sound(microphone), new short[SECONDS * RATE], 0, SECONDS * RATE);
        }
    }

    private void assertNothingIsMissing(SensorId microphone, List<Verified> statements) {
        List<ConsumerRecord<byte[], byte[]>> chunks = node.chunks(microphone);
        assertThat(EdgeNode.outcomes(statements)).containsOnly("released").hasSize(SECONDS * 2);
        assertThat(EdgeNode.sequences(chunks))
                .isEqualTo(LongStream.range(0, SECONDS * 2L).boxed().toList());
        for (int i = 1; i < statements.size(); i++) {
            assertThat(statements.get(i).statement().predicate().previous())
                    .isEqualTo(statements.get(i - 1).digest());
        }
    }

    private static void assertSame(short[] heard, short[] expected, int from, int to) {
        assertThat(heard).hasSameSizeAs(expected);
        assertThat(Arrays.mismatch(heard, from, to, expected, from, to))
                .as("first sample that differs, after %d", from)
                .isEqualTo(-1);
    }

    private static List<RawRecord> speech(SensorId microphone) {
        return new Tape(microphone, RATE)
                .sound(samples(), RECORD, 0)
                .end(SECONDS * 1_000_000L)
                .records();
    }

    private static short[] samples() {
        short[] sentence = Sounds.sentence(RATE);
        return Sounds.of(SECONDS * RATE, i -> sentence[i % sentence.length]);
    }

    private short[] inOnePiece(SensorId microphone, VoiceMethod voice) {
        AudioPolicy policy = new AudioPolicy(voice, AudioPolicy.mute().mcAdams(), Duration.ofMillis(500));
        Run run = new Run(ChronoUnit.MICROS.between(Instant.EPOCH, Tape.START), RATE);
        VoiceEquipment equipment =
                new VoiceEquipment(TestVoices.loudIsSpeech(), sample -> keys.numbers(microphone, run.timeOf(sample)));
        AudioAnonymisation whole = AudioAnonymisation.of(policy, RATE, equipment);
        short[] samples = AnonymisedSound.join(Arrays.asList(whole.anonymise(samples()), whole.drain()))
                .samples();
        assertThat(Arrays.mismatch(samples, samples())).isNotNegative();
        return samples;
    }
}
