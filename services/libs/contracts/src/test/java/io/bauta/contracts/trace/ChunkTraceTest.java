/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunkTraceTest {
    private static final Instant CAPTURED = Instant.parse("2026-11-24T10:15:30Z");

    @Test
    void whoeverReadsTheRecordKnowsTheTrace() {
        assertThat(ChunkTrace.of(chunk(7)))
                .isEqualTo(ChunkTrace.of(chunk(7).withProvenance("{}")))
                .isNotEqualTo(ChunkTrace.of(chunk(8)));
    }

    @Test
    void twoNodesChunksOfOneNameAreTwo() {
        Envelope other = Envelope.of(
                Topic.ANON_VIDEO, new SensorId("fountain"), "/old-town/node-2/video-anonymiser", CAPTURED, 1, 7);

        assertThat(ChunkTrace.of(other)).isNotEqualTo(ChunkTrace.of(chunk(7)));
    }

    @Test
    void itsParentIsWhatTraceContextAsksFor() {
        ChunkTrace trace = ChunkTrace.of(chunk(0));

        assertThat(trace.parent())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .contains(trace.id())
                .contains(trace.wholeWay());
        assertThat(List.of(trace.wholeWay(), trace.span("egress"), trace.span("analytics")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aShareOfAllIsTold() {
        List<ChunkTrace> traces = LongStream.range(0, 4000)
                .mapToObj(number -> ChunkTrace.of(chunk(number)))
                .toList();

        assertThat(traces).allMatch(trace -> trace.isAmong(1)).noneMatch(trace -> trace.isAmong(0));
        assertThat(traces.stream().filter(trace -> trace.isAmong(0.25)).count() / 4000.0)
                .isCloseTo(0.25, within(0.05));
    }

    @Test
    void whatIsNoTraceIdIsRefused() {
        assertThatThrownBy(() -> new ChunkTrace("7")).hasMessageContaining("32 digits");
    }

    private static Envelope chunk(long sequence) {
        return Envelope.of(
                Topic.ANON_VIDEO, new SensorId("fountain"), "/old-town/node-1/video-anonymiser", CAPTURED, 1, sequence);
    }
}
