/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.audioanonymiser.chunk.ChunkEncoder;
import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.hearing.ScriptedNetwork;
import io.bauta.audioanonymiser.hearing.TestVoices;
import io.bauta.audioanonymiser.outlet.FlacChunkEncoder;
import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.BrokenSound;
import io.bauta.audioanonymiser.voice.Sounds;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.LaneFactory;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.SensorLane;
import io.bauta.raw.machine.AnonymiserMachine;
import io.bauta.testing.kafka.KafkaInJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every stage of the sound's way breaks once: that chunk is withheld with its reason, and the next one is released. */
class SoundWithheldIT {
    private static final int RATE = 16_000;
    private static final int SECONDS = 6;

    @RegisterExtension
    static final KafkaInJvm EDGE = KafkaInJvm.edge();

    private final EdgeNode node = new EdgeNode(EDGE);

    @Test
    void aMethodThatFails() {
        AtomicInteger calls = new AtomicInteger();
        LaneFactory lanes = new AudioLaneFactory(
                sensor -> (policy, run, takeUp) ->
                        BrokenSound.anonymisation(policy, run.sampleRate(), () -> calls.incrementAndGet() == 17),
                FlacChunkEncoder::new);

        assertOneIsWithheld("failing", lanes, "anonymiser-failed");
    }

    @Test
    void aMethodThatMustHearAndHasNoModel() {
        SensorId microphone = new SensorId("unheard");
        List<RawRecord> records = new Tape(microphone, RATE)
                .sound(Sounds.noise(SECONDS * RATE, 8000, 1), RATE / 10, 0)
                .end(SECONDS * 1_000_000L)
                .records();

        List<String> outcomes =
                outcomes(microphone, new AudioLaneFactory(Hearing.none(), FlacChunkEncoder::new), records, 4000);

        assertThat(outcomes).containsOnly("no-voice-model");
        assertThat(node.chunks(microphone)).isEmpty();
    }

    @Test
    void aNetworkThatFailsInTheMiddle() {
        // Given a network that finds speech everywhere, and no number in one frame
        SensorId microphone = new SensorId("misheard");
        AtomicInteger frames = new AtomicInteger();
        Hearing failing = TestVoices.of(() -> new ScriptedNetwork(
                frame -> {
                    if (frames.incrementAndGet() == 170) {
                        throw new IllegalStateException("the network was told to fail");
                    }
                    return true;
                },
                1));
        List<RawRecord> records = new Tape(microphone, RATE)
                .sound(Sounds.sine(RATE, SECONDS * RATE, 1000, 8000), RATE / 10, 0)
                .end(SECONDS * 1_000_000L)
                .records();

        List<String> outcomes = outcomes(
                microphone, new AudioLaneFactory(failing, FlacChunkEncoder::new), records, SECONDS * 1000 - 100);

        assertThat(outcomes)
                .startsWith("released")
                .contains("anonymiser-failed")
                .endsWith("released");
        assertThat(Sounds.level(node.sound(microphone)))
                .as("of a tone that is speech from beginning to end hardly anything is left")
                .isLessThan(100);
    }

    @Test
    void anEncoderThatRefuses() {
        AtomicInteger calls = new AtomicInteger();
        assertOneIsWithheld(
                "unencodable",
                new AudioLaneFactory(
                        Hearing.none(),
                        () -> encoder(calls, () -> {
                            throw new IllegalStateException("the encoder was told to refuse");
                        })),
                "encoder-failed");
    }

    @Test
    void anEncoderThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        LaneFactory patient = new AudioLaneFactory(Hearing.none(), () -> encoder(calls, () -> wait(never)));

        assertOneIsWithheld("hanging", new Impatient(patient), "timed-out");
        never.countDown();
    }

    @Test
    void recordsThatWereLost() {
        SensorId microphone = new SensorId("holed");
        List<RawRecord> records = new Tape(microphone, RATE)
                .sound(new short[2 * RATE], RATE / 10, 0)
                .lose(10)
                .sound(new short[RATE], RATE / 10, 3_000_000)
                .end(4_000_000)
                .records();

        List<String> outcomes =
                outcomes(microphone, new AudioLaneFactory(Hearing.none(), FlacChunkEncoder::new), records, 4000);

        assertThat(outcomes).startsWith("released").contains("raw-lost").endsWith("released");
    }

    @Test
    void aPictureAmongTheSound() {
        SensorId microphone = new SensorId("mistaken");
        Tape tape = new Tape(microphone, RATE).sound(new short[2 * RATE], RATE / 10, 0);
        List<RawRecord> records = new ArrayList<>(tape.records());
        records.add(new AccessUnit(tape.next(2_000_000), "h264", true, 0, Optional.empty(), new byte[] {1, 2, 3}));
        records.addAll(tape.sound(new short[2 * RATE], RATE / 10, 2_100_000)
                .end(4_100_000)
                .records()
                .subList(20, 41));

        List<String> outcomes =
                outcomes(microphone, new AudioLaneFactory(Hearing.none(), FlacChunkEncoder::new), records, 3900);

        assertThat(outcomes).contains("malformed-record").endsWith("released");
    }

    private void assertOneIsWithheld(String name, LaneFactory lanes, String reason) {
        SensorId microphone = new SensorId(name);
        short[] raw = Sounds.noise(SECONDS * RATE, 8000, 1);
        List<RawRecord> records = new Tape(microphone, RATE)
                .sound(raw, RATE / 10, 0)
                .end(SECONDS * 1_000_000L)
                .records();

        List<String> outcomes = outcomes(microphone, lanes, records, SECONDS * 1000 - 100);

        assertThat(outcomes).startsWith("released").contains(reason).endsWith("released");
        assertThat(outcomes.stream().filter(reason::equals)).hasSize(1);
        assertThat(EdgeNode.sequences(node.chunks(microphone)))
                .as("what is released is numbered without a hole")
                .isEqualTo(LongStream.range(0, node.chunks(microphone).size())
                        .boxed()
                        .toList());
        assertThat(node.sound(microphone)).as("nothing raw got out").containsOnly((short) 0);
    }

    private List<String> outcomes(SensorId microphone, LaneFactory lanes, List<RawRecord> records, long millis) {
        try (AnonymiserMachine machine = node.machine(node.clients(), lanes)) {
            machine.start();
            node.write(records);
            return EdgeNode.outcomes(node.statementsOver(microphone, millis));
        }
    }

    /** FLAC, but the fourth chunk meets a fault first. */
    private static ChunkEncoder encoder(AtomicInteger calls, Runnable fault) {
        ChunkEncoder real = new FlacChunkEncoder();
        return new ChunkEncoder() {
            @Override
            public byte[] encode(AnonymisedSound sound) {
                if (calls.incrementAndGet() == 4) {
                    fault.run();
                }
                return real.encode(sound);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private static void wait(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the real one, but a second with one chunk is too long. */
    private record Impatient(LaneFactory real) implements LaneFactory {
        @Override
        public SensorLane open(SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output) {
            return real.open(sensor, policy, state, output);
        }

        @Override
        public Duration chunk(AnonymisationPolicy policy) {
            return real.chunk(policy);
        }

        @Override
        public Duration timeLimit(AnonymisationPolicy policy) {
            return Duration.ofSeconds(1);
        }
    }
}
