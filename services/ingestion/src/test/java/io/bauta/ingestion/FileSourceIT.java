/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.contracts.Topic;
import io.bauta.ingestion.intake.MediaSource;
import io.bauta.media.demux.SourceOptions;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import io.bauta.testing.camera.TestClip;
import io.bauta.testing.kafka.KafkaInJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to a real broker. */
class FileSourceIT {
    @RegisterExtension
    static final KafkaInJvm edge = KafkaInJvm.edge();

    @TempDir
    static Path folder;

    @Test
    void pictureAndSoundOfAFileArriveWholeInOrderAndInStep() {
        Path clip = TestClip.of(3).withSound().writeTo(folder.resolve("both.mp4"));
        TestSite site = new TestSite().camera("whole", clip.toString()).microphone("whole-sound", clip.toString());
        long before = System.currentTimeMillis();
        try (Sources sources = sources(site);
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "whole");
                RawLog sound = new RawLog(edge, Topic.RAW_AUDIO, "whole-sound")) {
            sources.start();
            List<RawRecord> seen = pictures.untilEnd();
            List<RawRecord> heard = sound.untilEnd();

            RawLog.assertNumbered(seen);
            RawLog.assertNumbered(heard);
            List<AccessUnit> units = RawLog.units(seen);
            assertThat(units).hasSize(75);
            assertThat(units.getFirst().keyframe()).isTrue();
            assertThat(units.getFirst().codecConfiguration()).isPresent();
            assertThat(units.getFirst().codec()).isEqualTo("h264");
            long anchor = units.getFirst().envelope().epoch();
            assertThat(anchor).isBetween(before, System.currentTimeMillis());
            for (int i = 0; i < units.size(); i++) {
                assertThat(units.get(i).envelope().time().toEpochMilli()).isCloseTo(anchor + i * 40L, within(1L));
            }
            List<PcmChunk> chunks = RawLog.chunks(heard);
            assertThat(chunks).allMatch(chunk -> chunk.sampleRate() == 16_000);
            long samples = chunks.stream().mapToLong(PcmChunk::samples).sum();
            assertThat(samples / 16.0).isCloseTo(3000, within(50.0));
            assertThat(chunks.getFirst().envelope().time().toEpochMilli()).isCloseTo(anchor, within(50L));
            assertThat(sources.statuses().getFirst().state().label()).isEqualTo("finished");
        }
    }

    @Test
    void aFileIsPacedInRealTime() {
        Path clip = TestClip.of(3).writeTo(folder.resolve("paced.mp4"));
        try (Sources sources = sources(new TestSite().camera("paced", clip.toString()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "paced")) {
            sources.start();
            List<RawRecord> seen = pictures.untilEnd();
            long anchor = seen.getFirst().envelope().epoch();

            assertThat(System.currentTimeMillis() - anchor).isGreaterThanOrEqualTo(2900);
        }
    }

    @Test
    void bFramesComeInDecodingOrderWithTheirPresentationTimes() {
        Path clip = TestClip.of(2).withBFrames().writeTo(folder.resolve("bframes.mp4"));
        try (Sources sources = sources(new TestSite().camera("bframes", clip.toString()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "bframes")) {
            sources.start();
            List<RawRecord> seen = pictures.untilEnd();

            RawLog.assertNumbered(seen);
            List<Long> times =
                    RawLog.units(seen).stream().map(AccessUnit::ptsMicros).toList();
            assertThat(times).hasSize(50).doesNotHaveDuplicates();
            assertThat(times).isNotEqualTo(times.stream().sorted().toList());
            assertThat(times).allMatch(time -> time >= 0);
            assertThat(times.stream().sorted().toList()).last().isEqualTo(49 * 40_000L + times.getFirst());
        }
    }

    @Test
    void aDamagedFileIsPlayedAsFarAsItGoesAndDisturbsNobody() throws IOException {
        Path clip = TestClip.of(2).writeTo(folder.resolve("good.mp4"));
        Path damaged = TestClip.of(2).writeTo(folder.resolve("damaged.ts"));
        byte[] bytes = Files.readAllBytes(damaged);
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 2, (byte) 0x5a);
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length * 9 / 10));
        TestSite site = new TestSite()
                .camera("good", clip.toString())
                .camera("damaged", damaged.toString())
                .camera("missing", folder.resolve("missing.mp4").toString());
        try (Sources sources = sources(site);
                RawLog good = new RawLog(edge, Topic.RAW_VIDEO, "good");
                RawLog bad = new RawLog(edge, Topic.RAW_VIDEO, "damaged")) {
            sources.start();

            assertThat(RawLog.units(good.untilEnd())).hasSize(50);
            List<RawRecord> survived = bad.untilEnd();
            RawLog.assertNumbered(survived);
            assertThat(RawLog.units(survived)).hasSizeBetween(5, 50);
            assertThat(sources.statuses().get(2).fault().orElseThrow()).contains("missing.mp4", "put the file there");
        }
    }

    @Test
    void aFileGoesOnWhereItWasWhenTheProcessDied() {
        Path clip = TestClip.of(4).withSound().writeTo(folder.resolve("killed.mp4"));
        TestSite site = new TestSite().camera("killed", clip.toString()).microphone("killed-sound", clip.toString());
        try (RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "killed");
                RawLog sound = new RawLog(edge, Topic.RAW_AUDIO, "killed-sound")) {
            Sources first = sources(site);
            first.start();
            pictures.untilUnits(30);
            first.kill();
            try (Sources second = sources(site)) {
                second.start();
                List<RawRecord> seen = pictures.untilEnd();
                List<RawRecord> heard = sound.untilEnd();

                RawLog.assertNumbered(seen);
                RawLog.assertNumbered(heard);
                assertThat(RawLog.epochs(seen)).hasSize(1).isEqualTo(RawLog.epochs(heard));
                assertThat(RawLog.units(seen)).hasSize(100);
                long samples = RawLog.chunks(heard).stream()
                        .mapToLong(PcmChunk::samples)
                        .sum();
                assertThat(samples / 16.0).isCloseTo(4000, within(50.0));
            }
            try (Sources third = sources(site)) {
                third.start();
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> third.statuses().getFirst().state().label().equals("finished"));
                assertThat(RawLog.units(pictures.toEnd())).hasSize(100);
            }
        }
    }

    @Test
    void aLoopGoesRoundWithoutAHoleInTime() {
        Path clip = TestClip.of(1).writeTo(folder.resolve("loop.mp4"));
        try (Sources sources = sources(new TestSite().loopingCamera("loop", clip.toString()));
                RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "loop")) {
            sources.start();
            List<RawRecord> seen = pictures.untilUnits(3 * 26);

            RawLog.assertNumbered(seen);
            List<AccessUnit> units = RawLog.units(seen);
            for (int i = 1; i < units.size(); i++) {
                long step = units.get(i).envelope().time().toEpochMilli()
                        - units.get(i - 1).envelope().time().toEpochMilli();
                assertThat(step).isCloseTo(40, within(2L));
            }
        }
    }

    @Test
    void filesWaitForABrokerThatIsAwayAndLoseNothing() {
        Path clip = TestClip.of(3).writeTo(folder.resolve("patient.mp4"));
        try (Sources sources = sources(new TestSite().camera("patient", clip.toString()))) {
            sources.start();
            try (RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "patient")) {
                pictures.untilUnits(20);
            }
            edge.stop();
            edge.start();
            try (RawLog pictures = new RawLog(edge, Topic.RAW_VIDEO, "patient")) {
                List<RawRecord> seen = pictures.untilEnd();
                RawLog.assertNumbered(seen);
                assertThat(RawLog.units(seen)).hasSize(75);
            }
        }
    }

    private static Sources sources(TestSite site) {
        return new Sources(
                site.site(),
                TestConfig.of(folder.resolve("site.yaml"), edge.bootstrapServers()),
                MediaSource.opener(SourceOptions.defaults()));
    }
}
