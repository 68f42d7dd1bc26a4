/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.Topic;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.SourceState;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.ingestion.intake.MediaSource;
import io.bauta.media.demux.SourceOptions;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import io.bauta.testing.camera.MjpegCamera;
import io.bauta.testing.camera.RtspCamera;
import io.bauta.testing.camera.TestClip;
import io.bauta.testing.kafka.KafkaInJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that speak real RTSP or HTTP, in good health and in bad, on their way to a real broker. */
class CameraSourceIT {
    private static final int MAX_UNIT = 1 << 20;

    @RegisterExtension
    static final KafkaInJvm edge = KafkaInJvm.edge();

    @TempDir
    static Path folder;

    private static Path street;

    @BeforeAll
    static void film() {
        street = TestClip.of(4).withSound().writeTo(folder.resolve("street.mp4"));
    }

    @Test
    void pictureAndSoundOfACameraArriveAsItSendsThem() {
        try (RtspCamera camera = RtspCamera.playingWithSound(street);
                Sources sources =
                        watch(new TestSite().camera("eye", camera.url()).microphone("ear", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "eye");
                RawLog sound = new RawLog(edge, Topic.RAW_AUDIO, "ear")) {
            Instant before = Instant.now();
            List<RawRecord> seen = pictures.untilUnits(60);
            List<RawRecord> heard = sound.untilUnits(15);

            RawLog.assertNumbered(seen);
            RawLog.assertNumbered(heard);
            assertThat(RawLog.units(seen).getFirst().keyframe()).isTrue();
            assertThat(Pictures.sizes(seen)).hasSize(seen.size()).containsOnly("320x180");
            assertThat(RawLog.chunks(heard)).allMatch(chunk -> chunk.sampleRate() == 16_000);
            assertTimesGrow(seen);
            // What was buffered comes in a burst, and the clock takes its time to slew it away.
            assertThat(last(seen))
                    .isBetween(before.minusSeconds(10), Instant.now().plusSeconds(5));
            assertThat(camera.watchers())
                    .as("picture and sound share one connection")
                    .isEqualTo(1);
            PcmChunk first = RawLog.chunks(heard).getFirst();
            assertThat(Duration.between(
                                    seen.getFirst().envelope().time(),
                                    first.envelope().time())
                            .abs())
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(sources.statuses().getFirst().state()).isEqualTo(SourceState.CONNECTED);
        }
    }

    @Test
    void aCameraThatHangsUpAndRefusesIsWonBackAndItsTimeGoesOn() {
        try (RtspCamera camera = RtspCamera.playing(street);
                Sources sources = watch(new TestSite().camera("flaky", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "flaky")) {
            SourceStatus status = sources.statuses().getFirst();
            pictures.untilUnits(30);

            camera.refuse(true);
            camera.dropConnections();
            await().atMost(KafkaInJvm.patience())
                    .until(() -> status.reconnects() >= 3 && status.fault().isPresent());
            String fault = status.fault().orElseThrow();
            int before = pictures.toEnd().size();
            camera.refuse(false);
            List<RawRecord> seen = pictures.untilUnits(before + 30);
            Instant now = Instant.now();

            assertThat(fault).contains("refuses", "check");
            RawLog.assertNumbered(seen);
            assertThat(RawLog.epochs(seen)).hasSize(2);
            assertThat(seen.get(before - 1)).isInstanceOf(EndOfStream.class);
            assertThat(((AccessUnit) seen.get(before)).keyframe()).isTrue();
            assertThat(Pictures.sizes(seen)).hasSize(seen.size() - 1);
            assertTimesGrow(seen);
            assertThat(Duration.between(last(seen), now).abs())
                    .as("the second connection's clock is the wall's too")
                    .isLessThan(Duration.ofSeconds(10));
            assertThat(status.fault()).isEmpty();
        }
    }

    @Test
    void aCameraThatFallsSilentOnAnOpenConnectionIsCalledAgain() {
        try (RtspCamera camera = RtspCamera.playing(street);
                Sources sources = watch(new TestSite().camera("mute", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "mute")) {
            pictures.untilUnits(10);

            camera.stall(true);
            pictures.untilEnd();
            camera.stall(false);
            List<RawRecord> seen =
                    pictures.until(records -> RawLog.epochs(records).size() > 1, "another epoch");

            RawLog.assertNumbered(seen);
            assertTimesGrow(seen);
            assertThat(sources.statuses().getFirst().reconnects()).isPositive();
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutThePasswordAndDisturbsNobody() {
        try (RtspCamera locked = RtspCamera.playing(street).demandingDigest("guard", "open-sesame");
                Sources sources = watch(new TestSite()
                        .camera("right", locked.url("guard", "open-sesame"))
                        .camera("wrong", locked.url("guard", "wrong-guess")));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "right")) {
            pictures.untilUnits(10);
            SourceStatus wrong = sources.statuses().getLast();
            await().atMost(KafkaInJvm.patience()).until(() -> wrong.fault().isPresent());

            assertThat(wrong.fault().orElseThrow())
                    .contains("check user, password")
                    .doesNotContain("wrong-guess");
            assertThat(wrong.maskedLocation()).doesNotContain("wrong-guess").doesNotContain("guard:");
            assertThat(wrong.state()).isNotEqualTo(SourceState.CONNECTED);
        }
    }

    @Test
    void bFramesKeepTheirPresentationTimesOverRtp() {
        Path clip = TestClip.of(4).withBFrames().writeTo(folder.resolve("bframes.mp4"));
        try (RtspCamera camera = RtspCamera.playing(clip);
                Sources _ = watch(new TestSite().camera("reordered", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "reordered")) {
            List<RawRecord> seen = pictures.untilUnits(60);

            RawLog.assertNumbered(seen);
            List<Long> times =
                    RawLog.units(seen).stream().map(AccessUnit::ptsMicros).toList();
            assertThat(times)
                    .doesNotHaveDuplicates()
                    .isNotEqualTo(times.stream().sorted().toList());
            assertThat(Pictures.sizes(seen)).hasSizeGreaterThanOrEqualTo(seen.size() - 2);
        }
    }

    @Test
    void aCameraThatChangesItsResolutionWhileItRunsStaysDecodable() {
        Path clip = TestClip.inTurn(
                folder.resolve("sizes.ts"), TestClip.of(2), TestClip.of(2).sized(640, 360));
        try (RtspCamera camera = RtspCamera.playing(clip);
                Sources sources = watch(new TestSite().camera("sizes", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "sizes")) {
            SourceStatus status = sources.statuses().getFirst();
            List<RawRecord> seen = pictures.until(
                    records -> status.configurationChanges() >= 2 && records.size() > 110, "both sizes, and back");

            RawLog.assertNumbered(seen);
            assertThat(Pictures.sizes(seen)).hasSize(seen.size()).contains("320x180", "640x360");
            assertThat(RawLog.epochs(seen)).as("no connection was lost over it").hasSize(1);
        }
    }

    @Test
    void parameterSetsThatComeWithThePicturesOnlyAreEnough() {
        Path clip = TestClip.of(4).writeTo(folder.resolve("in-band.ts"));
        try (RtspCamera camera = RtspCamera.playing(clip).withoutParameterSets();
                Sources _ = watch(new TestSite().camera("in-band", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "in-band")) {
            List<RawRecord> seen = pictures.untilUnits(40);

            RawLog.assertNumbered(seen);
            assertThat(Pictures.sizes(seen)).hasSize(seen.size());
        }
    }

    @Test
    void aCameraThatNeverSendsParameterSetsGivesNothingAndSaysWhy() {
        try (RtspCamera blank = RtspCamera.playing(street).withoutParameterSets();
                RtspCamera sound = RtspCamera.playing(street);
                Sources sources =
                        watch(new TestSite().camera("blank", blank.url()).camera("neighbour", sound.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "blank");
                RawLog neighbours = new RawLog(edge, Topic.RAW_VIDEO, "neighbour")) {
            SourceStatus status = sources.statuses().getFirst();
            await().atMost(KafkaInJvm.patience())
                    .until(() -> status.dropped(DropReason.NO_PARAMETER_SETS) > 0
                            || status.fault().isPresent());
            neighbours.untilUnits(20);

            assertThat(RawLog.units(pictures.toEnd())).isEmpty();
        }
    }

    @Test
    void emptyPacketsAndNoiseAreSurvivedOnTheSameConnectionOrTheNext() {
        try (RtspCamera camera = RtspCamera.playing(street);
                Sources sources = watch(new TestSite().camera("noisy", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "noisy")) {
            SourceStatus status = sources.statuses().getFirst();
            pictures.untilUnits(20);

            camera.sendEmpty(50);
            int afterEmpty = pictures.untilUnits(pictures.toEnd().size() + 40).size();
            long reconnects = status.reconnects();
            camera.sendGarbage(200, 7);
            List<RawRecord> seen = pictures.untilUnits(afterEmpty + 100);

            assertThat(reconnects).as("nothing at all is no reason to hang up").isZero();
            RawLog.assertNumbered(seen);
            assertTimesGrow(seen);
            assertThat(Pictures.sizes(seen))
                    .as("most pictures can still be decoded")
                    .hasSizeGreaterThan(seen.size() * 2 / 3);
            assertThat(sources.dead()).isEmpty();
            assertThat(status.state()).isEqualTo(SourceState.CONNECTED);
        }
    }

    @Test
    void unitsLargerThanABrokerTakesAreDroppedAndCountedAndTheRestArrives() {
        Path clip = TestClip.inTurn(
                folder.resolve("huge.ts"),
                TestClip.of(2).codec("mpeg2video"),
                TestClip.of(2).codec("mpeg2video").sized(1920, 1080));
        try (Sources sources = watch(new TestSite().loopingCamera("huge", clip.toString()), 40_000);
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "huge")) {
            SourceStatus status = sources.statuses().getFirst();
            List<RawRecord> seen = pictures.until(
                    records -> status.dropped(DropReason.OVERSIZED) > 0
                            && RawLog.epochs(records).size() > 1,
                    "an epoch after the oversized units");

            RawLog.assertNumbered(seen);
            assertThat(RawLog.units(seen)).allMatch(unit -> unit.data().length <= 40_000);
            assertThat(sources.dead()).isEmpty();
        }
    }

    @Test
    void mjpegOverHttpArrivesPictureByPictureAndIsCalledAgainWhenItHangsUp() {
        try (MjpegCamera camera = MjpegCamera.playing(street);
                Sources sources = watch(new TestSite().camera("jpegs", camera.url()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "jpegs")) {
            pictures.untilUnits(20);
            camera.dropConnections();
            List<RawRecord> seen = pictures.until(
                    records -> RawLog.epochs(records).size() > 1 && !RawLog.ended(records), "a second call");

            RawLog.assertNumbered(seen);
            assertTimesGrow(seen);
            assertThat(RawLog.units(seen)).allMatch(AccessUnit::keyframe).allSatisfy(unit -> {
                assertThat(unit.codec()).isEqualTo("mjpeg");
                assertThat(unit.data()).startsWith(0xff, 0xd8);
            });
            assertThat(Pictures.sizes(seen)).hasSize(RawLog.units(seen).size()).containsOnly("320x180");
            assertThat(sources.statuses().getFirst().reconnects()).isPositive();
        }
    }

    /**
     * Capture times never run backwards (these cameras send no B-frames), and each connection begins later than the one
     * before it ended. Two halves of a damaged unit may share a time.
     */
    private static void assertTimesGrow(List<RawRecord> records) {
        AccessUnit previous = null;
        for (AccessUnit unit : RawLog.units(records)) {
            if (previous != null) {
                boolean sameConnection =
                        unit.envelope().epoch() == previous.envelope().epoch();
                assertThat(unit.envelope().time())
                        .as("capture time of %s at %d us", unit, unit.ptsMicros())
                        .isAfter(previous.envelope().time().minusNanos(sameConnection ? 1 : 0));
            }
            previous = unit;
        }
    }

    private static Instant last(List<RawRecord> records) {
        return RawLog.units(records).getLast().envelope().time();
    }

    private static Sources watch(TestSite site) {
        return watch(site, MAX_UNIT);
    }

    private static Sources watch(TestSite site, int maxUnitBytes) {
        Sources sources = new Sources(
                site.site(),
                TestConfig.of(folder.resolve("site.yaml"), edge.bootstrapServers()),
                MediaSource.opener(new SourceOptions(Duration.ofSeconds(10), Duration.ofSeconds(2), maxUnitBytes)));
        sources.start();
        return sources;
    }
}
