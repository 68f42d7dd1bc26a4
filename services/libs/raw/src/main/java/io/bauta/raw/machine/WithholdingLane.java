/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.RawRecord;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.LaneOutput;
import io.bauta.raw.lane.RawPosition;
import io.bauta.raw.lane.SensorLane;
import io.bauta.raw.lane.WithheldSpan;
import java.time.Duration;
import java.util.Optional;

/** The lane of a sensor that nothing may be released of: one statement a chunk, and the state kept as it was. */
final class WithholdingLane implements SensorLane {
    private final WithheldSpan span;
    private final Duration chunk;
    private final String state;
    private final LaneOutput output;
    private RawPosition openSince;

    WithholdingLane(WithheldReason reason, Duration chunk, Optional<String> state, LaneOutput output) {
        this.span = new WithheldSpan(reason, chunk);
        this.chunk = chunk;
        this.state = state.orElse("");
        this.output = output;
    }

    @Override
    public void accept(RawRecord record, RawPosition at) {
        if (record instanceof EndOfStream) {
            finish();
            return;
        }
        Optional<Withheld> due = span.add(record.envelope().time());
        due.ifPresent(withheld -> output.finished(withheld, Checkpoint.from(at, state)));
        openSince = at;
    }

    @Override
    public void gap() {
        finish();
    }

    @Override
    public void idle(Duration quiet) {
        if (quiet.compareTo(chunk) >= 0) {
            finish();
        }
    }

    private void finish() {
        Optional<RawPosition> last = Optional.ofNullable(openSince);
        span.finish()
                .ifPresent(withheld -> output.finished(
                        withheld, Checkpoint.from(last.orElseThrow().next(), state)));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
