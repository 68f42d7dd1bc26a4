/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.ingestion.capture.Backoff;
import io.bauta.ingestion.capture.CaptureQueue;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.PacketSource;
import io.bauta.ingestion.capture.ScriptedSource;
import io.bauta.ingestion.capture.SourceGroup;
import io.bauta.ingestion.capture.SourceRunner;
import io.bauta.ingestion.capture.SourceState;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.ingestion.delivery.Delivery;
import io.bauta.ingestion.delivery.RememberingOutlet;
import io.bauta.ingestion.resume.LastRecord;
import io.bauta.ingestion.timing.ManualClock;
import io.bauta.media.demux.SourceException;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, numbering and resuming together, with the source, the broker and the time played by the test. */
class SourceLifeTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final SensorId MICROPHONE = new SensorId("microphone");
    private static final long START = 1_700_000_000_000_000L;

    @TempDir
    Path folder;

    private final ManualClock wall = new ManualClock(START);
    private final RememberingOutlet outlet = new RememberingOutlet();
    private SourceStatus status;

    @Test
    void aFileArrivesWholeWithItsTimesAndAnEnd() throws IOException {
        play(file(false), once(source -> source.pictures(50, 25)));

        List<RawRecord> records = outlet.records(CAMERA);
        assertThat(records).hasSize(51);
        assertThat(records.getLast()).isInstanceOf(EndOfStream.class);
        assertGapFreeAndUnique(records);
        assertThat(records).allMatch(record -> record.envelope().epoch() == START / 1000);
        AccessUnit tenth = (AccessUnit) records.get(10);
        assertThat(tenth.ptsMicros()).isEqualTo(400_000);
        assertThat(tenth.envelope().time().toEpochMilli()).isEqualTo(START / 1000 + 400);
        assertThat(status.state()).isEqualTo(SourceState.FINISHED);
    }

    @Test
    void aFileKilledAnywhereGoesOnWithoutLossOrDoubles() throws IOException {
        Function<ScriptedSource, ScriptedSource> script = source -> {
            for (int i = 0; i < 20; i++) {
                source.picture(i * 100_000L, i % 5 == 0).sound(i * 100_000L);
            }
            return source;
        };
        SourceGroup group = file(false);
        for (int alive = 0; alive < 42; alive += 5) {
            outlet.dieAfter(5);
            play(group, once(script));
        }
        outlet.live();
        play(group, once(script));

        assertGapFreeAndUnique(outlet.records(CAMERA));
        assertGapFreeAndUnique(outlet.records(MICROPHONE));
        assertThat(outlet.records(CAMERA)).hasSize(21);
        assertThat(outlet.records(MICROPHONE)).hasSize(21);
        assertThat(outlet.records()).allMatch(record -> record.envelope().epoch() == START / 1000);
        PcmChunk sound = (PcmChunk) outlet.records(MICROPHONE).get(7);
        assertThat(sound.envelope().time().toEpochMilli()).isEqualTo(START / 1000 + 700);
    }

    @Test
    void aFinishedFileIsNotPlayedAgain() throws IOException {
        SourceGroup group = file(false);
        play(group, once(source -> source.pictures(5, 5)));
        play(group, once(source -> source.pictures(5, 5)));

        assertThat(outlet.records(CAMERA)).hasSize(6);
        assertThat(status.state()).isEqualTo(SourceState.FINISHED);
    }

    @Test
    void eachRoundOfALoopIsAnEpochThatBeginsWhereTheLastOneEnded() throws IOException {
        AtomicInteger rounds = new AtomicInteger();
        outlet.dieAfter(16);
        play(file(true), group -> {
            rounds.incrementAndGet();
            return new ScriptedSource(false).pictures(5, 5);
        });

        List<RawRecord> records = outlet.records(CAMERA);
        assertGapFreeAndUnique(records);
        assertThat(records.stream().map(record -> record.envelope().epoch()).distinct())
                .containsExactly(START / 1000, START / 1000 + 200, START / 1000 + 400);
        assertThat(records.get(6).envelope().time().toEpochMilli()).isEqualTo(START / 1000 + 200);
    }

    @Test
    void whatAnOversizedUnitTearsApartIsTwoEpochsAlsoAfterAKill() throws IOException {
        Function<ScriptedSource, ScriptedSource> script = source -> source.picture(0, true)
                .picture(40_000, false)
                .oversized()
                .picture(120_000, false)
                .picture(160_000, true)
                .picture(200_000, false);
        SourceGroup group = file(false);
        outlet.dieAfter(4);
        play(group, once(script));
        outlet.live();
        play(group, once(script));

        List<RawRecord> records = outlet.records(CAMERA);
        assertGapFreeAndUnique(records);
        assertThat(records).hasSize(6);
        assertThat(records.get(2)).isInstanceOf(EndOfStream.class);
        assertThat(((AccessUnit) records.get(3)).keyframe()).isTrue();
        assertThat(records.get(3).envelope().epoch())
                .isGreaterThan(records.get(2).envelope().epoch());
        assertThat(status.dropped(DropReason.OVERSIZED)).isEqualTo(1);
        assertThat(status.dropped(DropReason.BEFORE_KEYFRAME)).isEqualTo(1);
    }

    @Test
    void aLostCameraComesBackAsANewEpochLaterThanTheLast() {
        AtomicInteger connections = new AtomicInteger();
        play(camera(), group -> switch (connections.incrementAndGet()) {
            case 1 -> throw new SourceException(SourceException.Kind.REFUSED, "rtsp://***@camera: 401");
            case 2 -> new ScriptedSource(false).pictures(10, 5).fails(SourceException.Kind.TIMED_OUT);
            case 3 -> new ScriptedSource(false).picture(0, false).pictures(10, 5);
            default -> {
                // Reading runs ahead of delivering: what the third connection gave must be out before all ends.
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> outlet.records(CAMERA).size() == 22);
                outlet.dieAfter(0);
                yield new ScriptedSource(false).pictures(1, 1);
            }
        });

        List<RawRecord> records = outlet.records(CAMERA);
        assertGapFreeAndUnique(records);
        assertThat(records).hasSize(22);
        assertThat(records.get(10)).isInstanceOf(EndOfStream.class);
        assertThat(records.get(11).envelope().time())
                .isAfter(records.get(9).envelope().time());
        assertThat(status.reconnects()).isGreaterThanOrEqualTo(3);
        assertThat(status.dropped(DropReason.BEFORE_KEYFRAME)).isEqualTo(1);
    }

    @Test
    void aRefusedRecordEndsTheEpochAtTheNextKeyframe() throws IOException {
        outlet.refuseOnce(CAMERA);
        play(file(false), once(source -> source.pictures(10, 5)));

        assertGapFreeAndUnique(outlet.records(CAMERA));
        assertThat(outlet.records(CAMERA)).hasSize(11);
    }

    @Test
    void aFileWithoutTheWantedKindSaysSo() throws IOException {
        SourceGroup group = new SourceGroup(file(false).location(), false, List.of(), List.of(MICROPHONE));
        Life life = begin(group, ignored -> new ScriptedSource(false).pictures(5, 5));
        await().atMost(Duration.ofSeconds(10)).until(() -> status.fault().isPresent());
        life.end();

        assertThat(status.fault().orElseThrow())
                .contains("neither picture nor sound")
                .contains("microphone");
    }

    @Test
    void stoppingEndsTheEpochInGoodOrder() {
        Life life = begin(camera(), group -> endless());
        await().atMost(Duration.ofSeconds(10)).until(() -> outlet.records().size() > 10);
        life.end();

        assertThat(outlet.records().getLast()).isInstanceOf(EndOfStream.class);
        assertGapFreeAndUnique(outlet.records());
        assertThat(status.state()).isEqualTo(SourceState.STOPPED);
    }

    private static ScriptedSource endless() {
        return new ScriptedSource(false).pictures(1_000_000, 25);
    }

    /** Plays until the source has finished, or the outlet "killed" it. */
    private void play(SourceGroup group, PacketSource.Opener opener) {
        Life life = begin(group, opener);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !life.delivering.isAlive() || status.state() == SourceState.FINISHED);
        life.end();
    }

    private Life begin(SourceGroup group, PacketSource.Opener opener) {
        status = new SourceStatus(group);
        CaptureQueue queue = new CaptureQueue(1 << 20, false, status);
        Map<SensorId, LastRecord> known = new HashMap<>();
        outlet.last().forEach(record -> known.put(record.sensor(), record));
        Recollections recollections = new Recollections(group, CompletableFuture.completedFuture(known));
        Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), new Random(1));
        SourceRunner runner = new SourceRunner(group, opener, queue, status, recollections, wall, backoff);
        Delivery delivery =
                new Delivery(group, queue, outlet, status, "/town/kerb-1/ingestion", recollections::arrived);
        Life life = new Life(
                runner,
                Thread.ofPlatform().daemon().unstarted(runner),
                Thread.ofPlatform().daemon().unstarted(delivery));
        life.delivering.start();
        life.reading.start();
        return life;
    }

    private record Life(SourceRunner runner, Thread reading, Thread delivering) {
        void end() {
            runner.stop();
            reading.interrupt();
            await().atMost(Duration.ofSeconds(10)).until(() -> !reading.isAlive());
            await().atMost(Duration.ofSeconds(10)).until(() -> !delivering.isAlive());
        }
    }

    private static PacketSource.Opener once(Function<ScriptedSource, ScriptedSource> script) {
        return group -> script.apply(new ScriptedSource(!group.microphones().isEmpty()));
    }

    private static void assertGapFreeAndUnique(List<RawRecord> records) {
        Map<Long, Long> next = new HashMap<>();
        Set<String> ids = new HashSet<>();
        long epoch = -1;
        for (RawRecord record : records) {
            long expected = next.merge(record.envelope().epoch(), 1L, Long::sum) - 1;
            assertThat(record.envelope().sequence()).isEqualTo(expected);
            assertThat(record.envelope().epoch()).isGreaterThanOrEqualTo(epoch);
            assertThat(ids.add(record.envelope().id())).isTrue();
            epoch = record.envelope().epoch();
        }
    }

    private SourceGroup file(boolean loop) throws IOException {
        Path file = folder.resolve("clip.mp4");
        if (!Files.exists(file)) {
            Files.writeString(file, "a clip");
        }
        return new SourceGroup(
                new SourceLocation(file.toString()), loop, List.of(CAMERA), loop ? List.of() : List.of(MICROPHONE));
    }

    private static SourceGroup camera() {
        return new SourceGroup(new SourceLocation("rtsp://guard:secret@camera/1"), false, List.of(CAMERA), List.of());
    }
}
