/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkOrderTest {
    private final ChunkOrder order = new ChunkOrder();

    @Test
    void chunksInOrderJoinWithoutGaps() {
        assertThat(order.step(1, 0)).isEqualTo(new ChunkOrder.Step(false, false, 0));
        assertThat(order.step(1, 1)).isEqualTo(new ChunkOrder.Step(false, true, 0));
    }

    @Test
    void aHoleInTheNumbersIsCounted() {
        var unused = order.step(1, 4);
        assertThat(order.step(1, 8)).isEqualTo(new ChunkOrder.Step(false, false, 3));
    }

    @Test
    void aChunkThatComesTwiceIsKnown() {
        var unused = order.step(1, 4);
        assertThat(order.step(1, 4).seen()).isTrue();
        assertThat(order.step(1, 3).seen()).isTrue();
    }

    @Test
    void aNewEpochBeginsAnewAndAnOldOneIsOver() {
        var unused = order.step(5, 100);
        assertThat(order.step(6, 0)).isEqualTo(new ChunkOrder.Step(false, false, 0));
        assertThat(order.step(5, 101).seen()).isTrue();
    }
}
