/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.outlet;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.Topic;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.contracts.provenance.ProvenanceStatement.Times;
import io.bauta.contracts.trace.ChunkTrace;
import io.bauta.tracing.Step;
import io.bauta.tracing.Traces;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the way of chunks up to the fog. The services of the edge that see raw media have no way to a receiver of traces and
 * get none: they note in their signed statement when they worked on a chunk, and the door tells it for them. Thread-safe.
 */
public final class ToldWay {
    private static final String INGESTION = "ingestion";
    private static final String EGRESS = "egress";

    private final Traces traces;

    public ToldWay(Traces traces) {
        this.traces = traces;
    }

    /** The trace of a record whose way is told; a chunk that is released is told by its media, else by its statement. */
    public Optional<ChunkTrace> of(Envelope envelope, Predicate about) {
        boolean itself = envelope.topic() != Topic.AUDIT_PROVENANCE || about.reason() != null;
        return itself ? traces.follow(envelope) : Optional.empty();
    }

    /**
     * A record has arrived at the fog.
     *
     * @param about what its statement says
     * @param taken when the door took it
     * @param arrived when the fog had it
     */
    public void tell(Envelope envelope, Predicate about, Instant taken, Instant arrived) {
        if (of(envelope, about).isEmpty()) {
            return;
        }
        Optional<String> withheld = Optional.ofNullable(about.reason());
        List<Step> steps = new ArrayList<>();
        steps.add(Step.wholeWay(envelope.time(), arrived, withheld));
        steps.addAll(onTheEdge(envelope, about, withheld));
        steps.add(Step.of(EGRESS, taken, arrived));
        traces.tell(envelope, steps);
    }

    private static List<Step> onTheEdge(Envelope envelope, Predicate about, Optional<String> withheld) {
        Times times = about.times();
        if (times == null || times.received() == null || times.finished() == null) {
            return List.of();
        }
        try {
            Instant received = Instant.parse(times.received());
            Step anonymiser = Step.of(anonymiser(about), received, Instant.parse(times.finished()));
            return List.of(
                    Step.of(INGESTION, envelope.time(), received),
                    withheld.map(anonymiser::failed).orElse(anonymiser));
        } catch (DateTimeException e) {
            // Signed, and yet no time: what else is known is told.
            return List.of();
        }
    }

    /** The service stands in the statement with its version: {@code video-anonymiser@0.1.0}. */
    private static String anonymiser(Predicate about) {
        return about.service().split("@", 2)[0];
    }
}
