/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.trace.ChunkTrace;
import io.bauta.testing.traces.TraceReceiver;
import io.bauta.testing.traces.TraceReceiver.Told;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final Instant CAPTURED = Instant.parse("2026-11-24T10:15:30Z");
    private static final Envelope CHUNK = Envelope.of(
                    Topic.ANON_VIDEO, new SensorId("fountain"), "/old-town/node-1/video-anonymiser", CAPTURED, 3, 12)
            .withPolicy(new PolicyReference("street", 2))
            .withProvenance("a statement");

    @Test
    void stepsOfThreeServicesAreOneTrace() throws IOException {
        try (TraceReceiver receiver = TraceReceiver.start()) {
            try (Traces door = Traces.to(Optional.of(receiver.address()), 1);
                    Traces analytics = Traces.to(Optional.of(receiver.address()), 1)) {
                door.tell(
                        CHUNK,
                        List.of(
                                Step.wholeWay(CAPTURED, CAPTURED.plusMillis(700), Optional.empty()),
                                Step.of("ingestion", CAPTURED, CAPTURED.plusMillis(80))));
                analytics.tell(CHUNK, "analytics", CAPTURED.plusMillis(710), CAPTURED.plusMillis(750));
            }

            ChunkTrace trace = ChunkTrace.of(CHUNK);
            assertThat(receiver.told()).extracting(Told::trace).containsOnly(trace.id());
            assertThat(receiver.told())
                    .extracting(Told::service, Told::name, Told::parent)
                    .containsExactlyInAnyOrder(
                            tuple("egress", "chunk", ""),
                            tuple("ingestion", "ingestion", trace.wholeWay()),
                            tuple("analytics", "analytics", trace.wholeWay()));
            assertThat(receiver.told())
                    .filteredOn(told -> told.name().equals("ingestion"))
                    .singleElement()
                    .satisfies(told -> {
                        assertThat(told.from()).isEqualTo(CAPTURED);
                        assertThat(told.until()).isEqualTo(CAPTURED.plusMillis(80));
                        assertThat(told.failure()).isEmpty();
                    });
        }
    }

    @Test
    void aSpanSaysWhatTheEnvelopeSaysAndNotAWordMore() throws IOException {
        try (TraceReceiver receiver = TraceReceiver.start()) {
            try (Traces traces = Traces.to(Optional.of(receiver.address()), 1)) {
                traces.tell(
                        CHUNK,
                        List.of(Step.of("video-anonymiser", CAPTURED, CAPTURED.minusSeconds(1))
                                .failed("no-detector")));
            }

            Told told = receiver.told().getFirst();
            assertThat(told.about().keySet())
                    .isEqualTo(Set.of(
                            "messaging.destination.name",
                            "bauta.sensor",
                            "bauta.source",
                            "bauta.epoch",
                            "bauta.sequence",
                            "bauta.policy"));
            assertThat(told.about()).containsEntry("bauta.sequence", "12").containsEntry("bauta.policy", "street@2");
            assertThat(told.failure()).isEqualTo("no-detector");
            assertThat(told.until()).as("clocks of two machines").isEqualTo(CAPTURED);
        }
    }

    @Test
    void whatIsNotAmongTheShareIsNotTold() throws IOException {
        try (TraceReceiver receiver = TraceReceiver.start()) {
            try (Traces traces = Traces.to(Optional.of(receiver.address()), 0)) {
                traces.tell(CHUNK, "partner", CAPTURED, CAPTURED);
            }

            assertThat(receiver.told()).isEmpty();
        }
    }

    @Test
    void nobodyListensAndNothingWaitsForIt() throws IOException {
        URI gone;
        try (TraceReceiver receiver = TraceReceiver.start()) {
            gone = receiver.address();
        }
        try (Traces traces = Traces.to(Optional.of(gone), 1);
                Traces off = Traces.to(Optional.empty(), 1)) {
            for (int times = 0; times < 10_000; times++) {
                traces.tell(CHUNK, "partner", CAPTURED, CAPTURED);
                off.tell(CHUNK, "partner", CAPTURED, CAPTURED);
            }
            assertThat(off.follow(CHUNK)).isEmpty();
        }
    }

    @Test
    void settingsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> Traces.to(Optional.of(URI.create("collector:4318")), 1))
                .hasMessageContaining("http://collector:4318");
        assertThatThrownBy(() -> Traces.to(Optional.empty(), 5)).hasMessageContaining("between 0 and 1");
    }
}
