/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.partner.events.Event.Notice;
import io.bauta.partner.events.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SensorBoardTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final SensorId CAMERA = new SensorId("cam-1");
    private static final SensorId MICROPHONE = new SensorId("mic-1");

    private final List<Notice> notices = new ArrayList<>();
    private Instant now = NOON;
    private final SensorBoard board = new SensorBoard(
            new SensorBoard.Limits(Duration.ofSeconds(5), Duration.ofHours(1), 3, 4, -6), notices::add, () -> now);

    private void chunk(SensorId sensor, Topic topic, long sequence, long latencyMillis) {
        Envelope envelope = Envelope.of(topic, sensor, "/test", now.minusMillis(latencyMillis), 1, sequence)
                .withPolicy(new PolicyReference("strictest", 1));
        assertThat(board.chunk(envelope, new byte[] {1})).isTrue();
    }

    private void statement(String reason, boolean weak) {
        statement(reason, weak, null, null);
    }

    private void statement(String reason, boolean weak, Integer leftOut, Integer suspects) {
        Predicate predicate = new Predicate(
                "audit.provenance.v1/cam-1/0/0",
                "cam-1",
                reason == null ? "released" : "withheld",
                reason,
                now.toString(),
                500_000,
                12,
                "strictest@1",
                List.of("frame:mosaic"),
                weak,
                Map.of(),
                Map.of(),
                "node",
                "video-anonymiser",
                leftOut,
                suspects,
                null,
                null,
                null);
        Envelope envelope = Envelope.of(Topic.AUDIT_PROVENANCE, CAMERA, "/site/node/video-anonymiser", now, 1, 0);
        assertThat(board.statement(envelope, predicate)).isTrue();
    }

    private SensorView camera() {
        return board.view(CAMERA).orElseThrow();
    }

    private List<EventKind> told() {
        return notices.stream().map(Notice::kind).toList();
    }

    @Test
    void aCameraAppearsWithItsFirstChunkAndIsLive() {
        chunk(CAMERA, Topic.ANON_VIDEO, 0, 700);

        assertThat(told()).containsExactly(EventKind.SENSOR_APPEARED);
        assertThat(camera().state()).isEqualTo(SensorState.LIVE);
        assertThat(camera().kind()).isEqualTo(Kind.CAMERA);
        assertThat(camera().policy()).isEqualTo("strictest@1");
        assertThat(camera().latency()).isEqualTo(new SensorView.Latency(700L, 700L, 700L));
        assertThat(camera().live()).isEqualTo("/v1/sensors/cam-1/live.mp4");
    }

    @Test
    void aCameraOfWhichNothingComesTurnsStaleOnceAndMayComeBack() {
        chunk(CAMERA, Topic.ANON_VIDEO, 0, 0);
        now = now.plusSeconds(6);
        board.lookRound();
        board.lookRound();
        assertThat(camera().state()).isEqualTo(SensorState.STALE);

        chunk(CAMERA, Topic.ANON_VIDEO, 1, 0);

        assertThat(camera().state()).isEqualTo(SensorState.LIVE);
        assertThat(told())
                .containsExactly(EventKind.SENSOR_APPEARED, EventKind.SENSOR_STALE, EventKind.SENSOR_APPEARED);
    }

    @Test
    void aCameraWhoseChunksAreAllWithheldIsSilentNotStale() {
        chunk(CAMERA, Topic.ANON_VIDEO, 0, 0);
        now = now.plusSeconds(6);
        statement("undecodable", false);
        board.lookRound();

        assertThat(camera().state()).isEqualTo(SensorState.SILENT);
        assertThat(told()).containsExactly(EventKind.SENSOR_APPEARED, EventKind.CHUNK_WITHHELD);
    }

    @Test
    void statementsCountWhatWasReleasedAndWithheldByReason() {
        statement(null, false);
        statement(null, false);
        statement("timed-out", false);
        statement("undecodable", false);
        statement("undecodable", false);

        assertThat(camera().released()).isEqualTo(2);
        assertThat(camera().withheld()).containsExactlyInAnyOrderEntriesOf(Map.of("timed-out", 1L, "undecodable", 2L));
    }

    @Test
    void aWeakMethodIsMarkedUntilAStrongOneTakesItsPlace() {
        statement(null, true);
        assertThat(camera().weak()).isTrue();
        assertThat(told()).contains(EventKind.WEAK_METHOD);

        statement(null, false);
        assertThat(camera().weak()).isFalse();
    }

    @Test
    void aWeakMethodIsToldWhenItBeginsAndNotWithEveryChunk() {
        statement(null, true);
        statement(null, true);
        statement("undecodable", false);
        statement(null, true);
        assertThat(told().stream().filter(EventKind.WEAK_METHOD::equals)).hasSize(1);

        statement(null, false);
        statement(null, true);
        assertThat(told().stream().filter(EventKind.WEAK_METHOD::equals)).hasSize(2);
    }

    @Test
    void picturesLeftOutForTheLoadAreShownWhileItLastsAndToldWhenItBegins() {
        statement(null, false, 12, null);
        statement(null, false, 36, null);
        assertThat(camera().leftOut()).isEqualTo(0.75);
        assertThat(told().stream().filter(EventKind.PICTURES_LEFT_OUT::equals)).hasSize(1);

        statement(null, false);
        assertThat(camera().leftOut()).isZero();
    }

    @Test
    void whatAnAuditSuspectsIsCountedAndTold() {
        statement(null, false, null, 2);
        statement(null, false);
        statement(null, false, null, 1);

        assertThat(camera().suspects()).isEqualTo(3);
        assertThat(notices).last().isEqualTo(new Notice(EventKind.LEAK_SUSPECTED, CAMERA, 1, ""));
    }

    @Test
    void aHoleInTheNumbersIsToldWithItsSize() {
        chunk(CAMERA, Topic.ANON_VIDEO, 4, 0);
        chunk(CAMERA, Topic.ANON_VIDEO, 8, 0);

        assertThat(camera().missing()).isEqualTo(3);
        assertThat(notices).last().isEqualTo(new Notice(EventKind.GAP, CAMERA, 3, ""));
    }

    @Test
    void loudSoundIsToldAndOnlyTheLastWindowsAreKept() {
        chunk(MICROPHONE, Topic.ANON_AUDIO, 0, 0);
        for (int second = 0; second < 10; second++) {
            double peak = second == 9 ? -1 : -30;
            board.sound(MICROPHONE, new SoundWindow("mic-1", NOON.plusSeconds(second), 1, -40, peak, false));
        }
        assertThat(board.sounds(MICROPHONE).orElseThrow())
                .extracting(SoundWindow::windowStart)
                .containsExactly(NOON.plusSeconds(6), NOON.plusSeconds(7), NOON.plusSeconds(8), NOON.plusSeconds(9));
        assertThat(told()).containsExactly(EventKind.SENSOR_APPEARED, EventKind.SOUND_PEAK);
        assertThat(board.sounds(CAMERA)).isEmpty();
    }

    @Test
    void sensorsAreCountedByKindAndState() {
        chunk(CAMERA, Topic.ANON_VIDEO, 0, 0);
        chunk(MICROPHONE, Topic.ANON_AUDIO, 0, 0);
        assertThat(board.count(Kind.CAMERA, SensorState.LIVE)).isEqualTo(1);
        assertThat(board.count(Kind.MICROPHONE, SensorState.LIVE)).isEqualTo(1);

        now = now.plus(Duration.ofSeconds(6));
        chunk(CAMERA, Topic.ANON_VIDEO, 1, 0);

        assertThat(board.count(Kind.CAMERA, SensorState.LIVE)).isEqualTo(1);
        assertThat(board.count(Kind.MICROPHONE, SensorState.LIVE)).isZero();
        assertThat(board.count(Kind.MICROPHONE, SensorState.STALE)).isEqualTo(1);
    }

    @Test
    void thePictureIsBoundedAndSensorsNotSeenForLongAreDropped() {
        for (int i = 0; i < 3; i++) {
            chunk(new SensorId("cam-" + i), Topic.ANON_VIDEO, 0, 0);
        }
        Envelope fourth = Envelope.of(Topic.ANON_VIDEO, new SensorId("cam-3"), "/test", now, 1, 0);
        assertThat(board.chunk(fourth, new byte[] {1})).isFalse();

        now = now.plus(Duration.ofHours(2));
        board.lookRound();

        assertThat(board.views()).isEmpty();
        assertThat(board.chunk(fourth, new byte[] {1})).isTrue();
    }

    @Test
    void aViewerBeginsWithTheNewestChunkAndOneThatLeftGetsNoMore() {
        List<byte[]> seen = new ArrayList<>();
        java.util.function.Consumer<byte[]> viewer = seen::add;
        chunk(CAMERA, Topic.ANON_VIDEO, 0, 0);
        chunk(CAMERA, Topic.ANON_VIDEO, 1, 0);
        board.live(CAMERA).orElseThrow().watch(viewer);
        chunk(CAMERA, Topic.ANON_VIDEO, 2, 0);
        board.live(CAMERA).orElseThrow().remove(viewer);
        chunk(CAMERA, Topic.ANON_VIDEO, 3, 0);

        assertThat(seen).hasSize(2);
        assertThat(board.live(MICROPHONE)).isEmpty();
    }
}
