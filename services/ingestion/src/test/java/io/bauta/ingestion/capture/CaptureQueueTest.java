/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.StreamKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureQueueTest {
    private final SourceStatus status = new SourceStatus(
            new SourceGroup(new SourceLocation("rtsp://camera/1"), false, List.of(new SensorId("camera")), List.of()));

    @Test
    void whatGoesInComesOutInOrder() throws InterruptedException {
        CaptureQueue queue = new CaptureQueue(1000, true, status);
        queue.put(picture(0, true));
        queue.put(picture(1, false));

        assertThat(taken(queue, 2)).extracting(CaptureQueueTest::pts).containsExactly(0L, 1L);
    }

    @Test
    void aLiveSourceLosesItsOldestWholeGroupAndTheLossIsMarked() throws InterruptedException {
        CaptureQueue queue = new CaptureQueue(500, true, status);
        queue.mark(new Captured.Begun(1, Optional.empty()));
        for (int i = 0; i < 6; i++) {
            queue.put(picture(i, i % 3 == 0));
        }

        List<Captured> left = taken(queue, 5);
        assertThat(left.get(0)).isEqualTo(new Captured.Interrupted(StreamKind.VIDEO));
        assertThat(left.get(1)).isInstanceOf(Captured.Begun.class);
        assertThat(left.subList(2, 5)).extracting(CaptureQueueTest::pts).containsExactly(3L, 4L, 5L);
        assertThat(status.dropped(DropReason.BUFFER_FULL)).isEqualTo(3);
    }

    @Test
    void soundOfTheLostTimeGoesWithThePictures() throws InterruptedException {
        CaptureQueue queue = new CaptureQueue(350, true, status);
        queue.put(picture(0, true));
        queue.put(sound(0));
        queue.put(picture(1, true));
        queue.put(sound(1));
        queue.put(picture(2, true));

        List<Captured> left = taken(queue, 5);
        assertThat(left.subList(0, 2))
                .containsExactlyInAnyOrder(
                        new Captured.Interrupted(StreamKind.VIDEO), new Captured.Interrupted(StreamKind.AUDIO));
        assertThat(left.subList(2, 5)).extracting(CaptureQueueTest::pts).containsExactly(1L, 1L, 2L);
    }

    @Test
    void marksOfManyLossesDoNotPileUp() throws InterruptedException {
        CaptureQueue queue = new CaptureQueue(300, true, status);
        for (int i = 0; i < 1000; i++) {
            queue.put(picture(i, true));
        }

        assertThat(taken(queue, 4)).element(0).isInstanceOf(Captured.Interrupted.class);
        assertThat(status.dropped(DropReason.BUFFER_FULL)).isEqualTo(997);
        assertThat(status.queuedBytes()).isZero();
    }

    @Test
    void aFileWaitsForRoom() throws InterruptedException {
        CaptureQueue queue = new CaptureQueue(200, false, status);
        queue.put(picture(0, true));
        queue.put(picture(1, false));
        Thread putting = Thread.ofVirtual().start(() -> putQuietly(queue, picture(2, false)));
        await().atMost(Duration.ofSeconds(10)).until(() -> putting.getState() == Thread.State.WAITING);

        assertThat(taken(queue, 3)).extracting(CaptureQueueTest::pts).containsExactly(0L, 1L, 2L);
        assertThat(status.dropped(DropReason.BUFFER_FULL)).isZero();
    }

    @Test
    void deliveredMeansTakenAndDone() throws InterruptedException {
        CaptureQueue queue = new CaptureQueue(200, false, status);
        queue.put(picture(0, true));
        Thread waiting = Thread.ofVirtual().start(() -> awaitQuietly(queue));
        Captured item = queue.take();
        await().atMost(Duration.ofSeconds(10)).until(() -> waiting.getState() == Thread.State.WAITING);
        queue.delivered();

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(item.toString()).contains("masked");
    }

    private static Captured picture(long pts, boolean keyframe) {
        return new Captured.Picture(pts, Instant.EPOCH, "h264", keyframe, Optional.empty(), new byte[100]);
    }

    private static Captured sound(long pts) {
        return new Captured.Sound(pts, Instant.EPOCH, 16_000, new byte[50]);
    }

    private static long pts(Captured item) {
        return switch (item) {
            case Captured.Picture picture -> picture.ptsMicros();
            case Captured.Sound sound -> sound.ptsMicros();
            default -> throw new AssertionError("no media: " + item);
        };
    }

    private static List<Captured> taken(CaptureQueue queue, int count) throws InterruptedException {
        List<Captured> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(queue.take());
            queue.delivered();
        }
        return items;
    }

    private static void putQuietly(CaptureQueue queue, Captured item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CaptureQueue queue) {
        try {
            queue.awaitDelivered();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
