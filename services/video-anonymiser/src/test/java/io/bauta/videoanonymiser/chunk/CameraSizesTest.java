/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.RawPosition;
import io.bauta.videoanonymiser.chunk.Pictures.Shown;
import io.bauta.videoanonymiser.sight.ScriptedSight;
import io.bauta.videoanonymiser.sight.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A camera that changes its picture's size while somebody stands before it, who fills the picture. */
class CameraSizesTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final long BUDGET = 512L << 20;
    private static final VideoPolicy HEADS =
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE));

    private final Results results = new Results();

    @ParameterizedTest
    @CsvSource({"1280, 720, 3840, 2160", "1280, 720, 160, 96", "96, 160, 160, 96", "33, 17, 35, 19"})
    void eachSizeHasChunksOfItsOwnAndAllIsCovered(int width, int height, int otherWidth, int otherHeight) {
        // Given ten pictures, one of another size, and two as before, all in one chunk length
        List<EncodedPacket> packets = new ArrayList<>(Pictures.encoded(width, height, 10, 25, 0, Camera.STEP));
        packets.addAll(Pictures.encoded(otherWidth, otherHeight, 1, 25, 10 * Camera.STEP, Camera.STEP));
        packets.addAll(Pictures.encoded(width, height, 2, 25, 11 * Camera.STEP, Camera.STEP));
        CameraLane lane = new CameraLane(
                HEADS, BUDGET, new NativeCodecs(), CameraSizesTest::someoneEverywhere, Optional.empty(), results);

        List<RawRecord> records = Camera.units(CAMERA, 1, packets);
        for (int offset = 0; offset < records.size(); offset++) {
            lane.accept(records.get(offset), RawPosition.of(records.get(offset), offset));
        }
        lane.gap();

        Instant begin = Camera.START.plusSeconds(100);
        assertThat(results.words()).hasSize(3).containsOnly("released");
        List<List<Shown>> played = results.released().stream()
                .map(Released::media)
                .map(Pictures::play)
                .toList();
        assertThat(played).extracting(List::size).containsExactly(10, 1, 2);
        assertThat(played.get(1).getFirst().width()).isBetween(otherWidth, otherWidth + 1);
        assertThat(played).allSatisfy(chunk -> assertThat(chunk).allMatch(shown -> shown.detail() < 2));
        assertThat(results.released())
                .extracting(chunk -> chunk.facts().start())
                .containsExactly(begin, begin.plusMillis(400), begin.plusMillis(440));
        assertThat(played.getFirst()).extracting(Shown::ptsMicros).isEqualTo(times(10));
        assertThat(played.getLast()).extracting(Shown::ptsMicros).isEqualTo(times(2));
        lane.close();
    }

    private static List<Long> times(int pictures) {
        return LongStream.range(0, pictures).mapToObj(i -> i * Camera.STEP).toList();
    }

    private static Sight someoneEverywhere() {
        return new Sight() {
            @Override
            public List<Detection> look(Frame frame) {
                return List.of(ScriptedSight.head(0, 0, frame.width(), frame.height(), 0.9));
            }

            @Override
            public Set<ObjectKind> kinds() {
                return Set.of(ObjectKind.values());
            }

            @Override
            public String model() {
                return "5".repeat(64);
            }

            @Override
            public void close() {
                // There is nothing to give back.
            }
        };
    }
}
