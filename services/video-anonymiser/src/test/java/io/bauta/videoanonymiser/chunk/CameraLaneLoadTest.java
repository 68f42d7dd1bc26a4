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
import io.bauta.media.video.Frame;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.RawPosition;
import io.bauta.videoanonymiser.chunk.Pictures.Shown;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.sight.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A camera on a node that is too slow for it: by a clock of the test's, on which every look takes its time. */
class CameraLaneLoadTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final int PICTURES_A_CHUNK = 5;
    private static final int CHUNKS = 20;
    /** With more bits a second, openh264 takes noise so finely that its own buffers do not hold it. */
    private static final int NOISE_IS_COARSE_AT = 40_000;

    private static final VideoPolicy POLICY = policy();

    private final Results results = new Results();
    private final Easing easing = new Easing(POLICY.chunk(), 0);
    private long clock;
    private Duration aLook = Duration.ofMillis(1);
    private int looks;

    private final CameraLane lane = new CameraLane(
            POLICY,
            64L << 20,
            new NativeCodecs(),
            new FrameAnonymiser(POLICY, SlowSight::new),
            easing,
            () -> clock,
            Optional.empty(),
            results);
    private int offset;

    @AfterEach
    void closed() {
        lane.close();
    }

    @Test
    void fewerPicturesAreReleasedThenSmallerOnesAndEveryOneOfThemIsLookedAt() {
        // Given looks that take two and a half times as long as pictures last
        aLook = Duration.ofMillis(100);

        // When twenty chunks of five pictures come
        feed(Camera.records(CAMERA, 1, CHUNKS * PICTURES_A_CHUNK));

        // Then all are released, ever leaner; what is late shows one chunk later, as it takes that one's first picture
        assertThat(results.words()).hasSize(CHUNKS).containsOnly("released");
        assertThat(results.released())
                .extracting(chunk -> chunk.facts().frames())
                .startsWith(5L, 5L, 5L)
                .contains(4L, 3L)
                .endsWith(2L, 2L, 2L)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
        List<Shown> last = Pictures.play(results.released().getLast().media());
        assertThat(last).hasSize(2).allMatch(shown -> shown.width() == 80 && shown.height() == 48);
        assertThat(Pictures.play(results.released().getFirst().media()))
                .hasSize(5)
                .allMatch(shown -> shown.width() == Camera.WIDTH && shown.height() == Camera.HEIGHT);

        // And every picture is either released, and was looked at, or counted
        assertThat(looks).isEqualTo((int) played());
        assertThat(played() + easing.eased()).isEqualTo(CHUNKS * PICTURES_A_CHUNK);
    }

    @Test
    void aChunkThatHoldsFewerPicturesLastsAsLong() {
        aLook = Duration.ofMillis(100);
        feed(Camera.records(CAMERA, 1, CHUNKS * PICTURES_A_CHUNK));

        for (Released chunk : results.released()) {
            assertThat(chunk.facts().duration()).isEqualTo(POLICY.chunk());
            assertThat(Pictures.play(chunk.media())).hasSize((int) chunk.facts().frames());
            assertThat(chunk.facts().frames() + chunk.facts().leftOut()).isEqualTo(PICTURES_A_CHUNK);
        }
        assertThat(results.released())
                .extracting(chunk -> chunk.facts().start())
                .as("every chunk begins with its first picture")
                .isEqualTo(Stream.iterate(Camera.START.plusSeconds(100), start -> start.plus(POLICY.chunk()))
                        .limit(CHUNKS)
                        .toList());
    }

    @Test
    void onceTheNodeIsQuickEnoughAllOfItComesBack() {
        // Given a camera whose output has been eased as far as can be
        aLook = Duration.ofMillis(100);
        feed(Camera.records(CAMERA, 1, CHUNKS * PICTURES_A_CHUNK));
        assertThat(easing.step()).isEqualTo(Easing.Step.HALF_SIZE);

        // When the node has nothing left to do, and time for what comes
        lane.idle(Duration.ofMillis(100));
        aLook = Duration.ofMillis(1);
        feed(Camera.records(CAMERA, 2, 90 * PICTURES_A_CHUNK));

        // Then pictures are released in full again
        assertThat(results.words()).containsOnly("released");
        Released last = results.released().getLast();
        assertThat(last.facts().frames()).isEqualTo(PICTURES_A_CHUNK);
        assertThat(Pictures.play(last.media())).allMatch(shown -> shown.width() == Camera.WIDTH);
    }

    private long played() {
        return results.released().stream()
                .mapToLong(chunk -> Pictures.play(chunk.media()).size())
                .sum();
    }

    private void feed(List<RawRecord> records) {
        for (RawRecord record : records) {
            lane.accept(record, RawPosition.of(record, offset++));
        }
    }

    private static VideoPolicy policy() {
        VideoPolicy usual =
                VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.SILHOUETTE, RegionMethod.SOLID));
        return new VideoPolicy(
                usual.frame(),
                usual.blocksAcross(),
                usual.regions(),
                usual.zones(),
                Duration.ofMillis(40L * PICTURES_A_CHUNK),
                Optional.of(NOISE_IS_COARSE_AT),
                usual.timeLimit(),
                Optional.empty());
    }

    /** Sees nothing, slowly. */
    private final class SlowSight implements Sight {
        @Override
        public List<Detection> look(Frame frame) {
            looks++;
            clock += aLook.toNanos();
            return List.of();
        }

        @Override
        public Set<ObjectKind> kinds() {
            return Set.of(ObjectKind.values());
        }

        @Override
        public String model() {
            return "0".repeat(64);
        }

        @Override
        public void close() {}
    }
}
