/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneCheckpointTest {
    /** What an edge broker takes as an offset's metadata. */
    private static final int BROKER_LIMIT = 64 << 10;

    @Test
    void whatIsWrittenIsRead() {
        Map<String, Mark> marks = new LinkedHashMap<>();
        marks.put("camera", new Mark(1_700_000_000_000L, 12, Optional.of("ab".repeat(32))));
        marks.put("microphone", Mark.of(3, 0));
        LaneCheckpoint checkpoint = new LaneCheckpoint(Map.of(0, 17L, 3, Long.MAX_VALUE), marks);

        LaneCheckpoint read = LaneCheckpoint.parse(checkpoint.toText());

        assertThat(read).isEqualTo(checkpoint);
        assertThat(read.marks().keySet()).containsExactly("camera", "microphone");
    }

    @Test
    void whatTheDoorDidNotWriteIsRefused() {
        for (String text :
                List.of("", "null", "[]", "17", "{}", "{\"fog\":{}}", "{\"fog\":{\"x\":1},\"sensors\":{}}", "{")) {
            assertThatThrownBy(() -> LaneCheckpoint.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void withMoreSensorsThanFitThoseThatMovedLastAreKept() {
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            String id = "s" + "0".repeat(58) + (1000 + i);
            marks.put(id, new Mark(1_700_000_000_000L, 1_000_000_000L, Optional.of("f".repeat(64))));
        }
        LaneCheckpoint checkpoint = new LaneCheckpoint(Map.of(0, 1L, 1, 2L, 2, 3L, 3, 4L), marks);

        String text = checkpoint.toText();

        assertThat(text.length()).isLessThan(BROKER_LIMIT);
        assertThat(LaneCheckpoint.parse(text).marks().keySet())
                .hasSizeGreaterThanOrEqualTo(300)
                .contains("s" + "0".repeat(58) + 1999)
                .doesNotContain("s" + "0".repeat(58) + 1000);
    }

    @Test
    void aMarkCoversItselfAndWhatCameBefore() {
        assertThat(Mark.of(2, 5).covers(Mark.of(2, 5))).isTrue();
        assertThat(Mark.of(2, 5).covers(Mark.of(1, 900))).isTrue();
        assertThat(Mark.of(2, 5).covers(Mark.of(2, 6))).isFalse();
        assertThat(Mark.of(2, 5).covers(Mark.of(3, 0))).isFalse();
    }
}
