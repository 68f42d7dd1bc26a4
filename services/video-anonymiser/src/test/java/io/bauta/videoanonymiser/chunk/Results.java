/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.raw.lane.Checkpoint;
import io.bauta.raw.lane.LaneOutput;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a lane finished. */
final class Results implements LaneOutput {
    private final List<AnonymisationResult> results = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    @Override
    public void finished(AnonymisationResult result, Checkpoint checkpoint) {
        results.add(result);
        checkpoints.add(checkpoint);
    }

    List<AnonymisationResult> all() {
        return results;
    }

    List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    List<Released> released() {
        return results.stream()
                .filter(Released.class::isInstance)
                .map(Released.class::cast)
                .toList();
    }

    /** {@code released}, or the reason. */
    List<String> words() {
        return results.stream()
                .map(result ->
                        result instanceof Withheld withheld ? withheld.reason().label() : "released")
                .toList();
    }

    /** All released chunks played as one stream. */
    List<Pictures.Shown> played() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        released().forEach(chunk -> all.writeBytes(chunk.media()));
        return Pictures.play(all.toByteArray());
    }
}
