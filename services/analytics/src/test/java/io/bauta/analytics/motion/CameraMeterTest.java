/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

import static io.bauta.analytics.motion.DrawnPicture.BLACK;
import static io.bauta.analytics.motion.DrawnPicture.WHITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.analytics.window.Meter.Measured;
import io.bauta.analytics.window.Meter.Reading;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.media.MediaException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraMeterTest {
    private static final SensorId CAMERA = new SensorId("cam-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    /** Ten pictures a second; the first byte of a chunk says how they are drawn. */
    private static List<Picture> draw(byte[] media) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int luma =
                    switch (media[0]) {
                        case 'f' -> i % 2 == 0 ? BLACK : WHITE;
                        case 's' -> BLACK;
                        default -> throw new MediaException("damaged");
                    };
            pictures.add(DrawnPicture.plain(i * 100_000L, luma));
        }
        return pictures;
    }

    private final CameraMeter meter =
            new CameraMeter(CAMERA, Duration.ofSeconds(1), Instant.EPOCH, CameraMeterTest::draw);

    private Measured<FlowWindow> chunk(long sequence, long millis, char content) {
        Envelope envelope = Envelope.of(Topic.ANON_VIDEO, CAMERA, "/test", NOON.plusMillis(millis), 1, sequence);
        return meter.add(envelope, new byte[] {(byte) content});
    }

    @Test
    void aStillSceneHasNoMotionAndItsFramesAreCounted() {
        var unused = List.of(chunk(0, 0, 's'), chunk(1, 500, 's'));

        assertThat(chunk(2, 1_000, 's').closed()).singleElement().satisfies(window -> {
            assertThat(window.sensor()).isEqualTo("cam-1");
            assertThat(window.windowStart()).isEqualTo(NOON);
            assertThat(window.motionLevel()).isZero();
            assertThat(window.frames()).isEqualTo(10);
            assertThat(window.framesPerSecond()).isEqualTo(10);
            assertThat(window.gaps()).isZero();
            assertThat(window.width()).isEqualTo(DrawnPicture.WIDTH);
            assertThat(window.height()).isEqualTo(DrawnPicture.HEIGHT);
        });
    }

    @Test
    void aFlashingSceneMovesAsMuchAsCanBe() {
        var unused = List.of(chunk(0, 0, 'f'), chunk(1, 500, 's'));

        // Four changes within the first chunk and one at the seam, of nine pairs; the second chunk is still.
        assertThat(chunk(2, 1_000, 's').closed().getFirst().motionLevel()).isCloseTo(4 / 9.0, within(1e-6));
    }

    @Test
    void aChunkThatBeginsInOneWindowAndEndsInTheNextIsSharedOut() {
        var unused = List.of(chunk(0, 800, 's'));

        assertThat(chunk(1, 1_300, 's').closed().getFirst().frames()).isEqualTo(2);
        assertThat(chunk(2, 2_000, 's').closed().getFirst().frames()).isEqualTo(8);
    }

    @Test
    void missingNumbersAreGapsAndPicturesAreNotComparedAcrossThem() {
        var unused = List.of(chunk(0, 0, 's'), chunk(3, 1_500, 'f'));

        FlowWindow window = chunk(4, 2_000, 's').closed().getFirst();
        assertThat(window.gaps()).isEqualTo(2);
        assertThat(window.motionLevel()).isCloseTo(1, within(1e-6));
    }

    @Test
    void anUndecodableChunkIsSkippedAndItsWindowSaysSo() {
        var unused = chunk(0, 0, 's');
        assertThat(chunk(1, 500, '?').reading()).isEqualTo(Reading.UNDECODABLE);
        assertThat(chunk(2, 1_000, '?').closed().getFirst().frames()).isEqualTo(5);

        FlowWindow empty = chunk(3, 2_000, 's').closed().getFirst();
        assertThat(empty.frames()).isZero();
        assertThat(empty.width()).isEqualTo(DrawnPicture.WIDTH);
    }

    @Test
    void aChunkOfAClosedWindowIsLateAndTheNextWindowCountsIt() {
        var unused = List.of(chunk(0, 0, 's'), chunk(1, 2_000, 's'));

        assertThat(chunk(2, 500, 'f').reading()).isEqualTo(Reading.LATE);
        FlowWindow window = meter.closeOpen().getFirst();
        assertThat(window.lateChunks()).isEqualTo(1);
        assertThat(window.frames()).isEqualTo(5);
    }

    @Test
    void aChunkThatComesTwiceCountsOnce() {
        var unused = List.of(chunk(0, 0, 's'));
        assertThat(chunk(0, 0, 's').reading()).isEqualTo(Reading.SEEN_BEFORE);
        assertThat(meter.closeOpen().getFirst().frames()).isEqualTo(5);
    }
}
