/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.RawSamples;
import io.bauta.raw.lane.RawPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two queues of a record's way, before and behind the lane. */
class QueuesTest {

    @Test
    void aLaneQueueIsFullByBytesOrByRecords() {
        LaneQueue byBytes = new LaneQueue(100, 1000);
        byBytes.add(item(0, 60));
        assertThat(byBytes.full()).isFalse();
        byBytes.add(item(1, 60));
        assertThat(byBytes.full()).isTrue();
        assertThat(byBytes.waitingBytes()).isEqualTo(120);

        LaneQueue byRecords = new LaneQueue(1000, 2);
        byRecords.add(item(0, 0));
        assertThat(byRecords.full()).isFalse();
        byRecords.add(item(1, 0));
        assertThat(byRecords.full()).isTrue();
        assertThat(byRecords.waitingRecords()).isEqualTo(2);
    }

    @Test
    void aPausedLaneQueueIsReadAgainOnlyOnceItIsHalfEmpty() throws InterruptedException {
        LaneQueue queue = new LaneQueue(100, 1000);
        queue.add(item(0, 40));
        queue.add(item(1, 40));
        queue.add(item(2, 40));

        assertThat(queue.poll(0).offset()).isZero();
        assertThat(queue.full()).isFalse();
        assertThat(queue.drained()).isFalse();
        queue.poll(0);
        assertThat(queue.drained()).isTrue();
        queue.poll(0);
        assertThat(queue.poll(1)).isNull();
        assertThat(queue.waitingBytes()).isZero();
    }

    @Test
    void anOutboxHandsOutInOrderAndBoundsABatch() throws InterruptedException {
        Outbox outbox = new Outbox(1000);
        outbox.put(chunk(1, 60));
        outbox.put(chunk(2, 60));
        outbox.put(chunk(3, 0));
        outbox.put(chunk(4, 60));

        assertThat(offsets(outbox.take(0, 120))).containsExactly(1L, 2L, 3L);
        assertThat(offsets(outbox.take(0, 120))).containsExactly(4L);
        assertThat(outbox.take(1, 120)).isEmpty();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void anOutboxHandsOutAChunkThatIsLargerThanABatch() throws InterruptedException {
        Outbox outbox = new Outbox(1000);
        outbox.put(chunk(1, 500));
        outbox.put(chunk(2, 1));

        assertThat(offsets(outbox.take(0, 100))).containsExactly(1L);
    }

    @Test
    void anOutboxHasRoomAgainOnceSomethingWasTaken() throws InterruptedException {
        Outbox outbox = new Outbox(100);
        outbox.put(chunk(1, 100));
        assertThat(outbox.hasRoom(1)).isFalse();

        outbox.take(0, 1000);

        assertThat(outbox.hasRoom(1)).isTrue();
    }

    @Test
    void aWithheldChunkKeepsItsPlaceAndItsFactsAndLosesItsMedia() {
        FinishedChunk released = chunk(1, 60);

        FinishedChunk withheld = released.withheld(WithheldReason.OUTLET_REFUSED);

        assertThat(withheld.bytes()).isZero();
        assertThat(withheld.restart()).isEqualTo(released.restart());
        assertThat(withheld.result().facts()).isEqualTo(released.result().facts());
        assertThat(withheld.result()).isNotInstanceOf(Released.class);
    }

    private static LaneQueue.Item item(long offset, int bytes) {
        return new LaneQueue.Item(offset, RawSamples.START, bytes, Optional.empty());
    }

    /** With zero bytes it is a withheld one. */
    private static FinishedChunk chunk(long offset, int bytes) {
        ChunkFacts facts = ChunkFacts.at(RawSamples.START, Duration.ofMillis(500));
        FinishedChunk chunk = FinishedChunk.of(
                RawSamples.CAMERA,
                0,
                new PolicyReference("strictest", 1),
                new Released(facts, new byte[Math.max(1, bytes)]),
                new RawPosition(offset, 1, offset),
                "");
        return bytes == 0 ? chunk.withheld(WithheldReason.TIMED_OUT) : chunk;
    }

    private static List<Long> offsets(List<FinishedChunk> chunks) {
        return chunks.stream().map(chunk -> chunk.restart().offset()).toList();
    }
}
