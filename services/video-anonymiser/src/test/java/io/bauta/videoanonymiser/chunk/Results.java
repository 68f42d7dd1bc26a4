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
import java.util.Optional;

/** Remembers what a lane finished. */
final class Results implements LaneOutput {
    private final List<AnonymisationResult> results = new ArrayList<>();
    private final List<AnonymisationResult> restricted = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    @Override
    public void finished(
            AnonymisationResult result, Optional<AnonymisationResult> ofSecondLevel, Checkpoint checkpoint) {
        results.add(result);
        ofSecondLevel.ifPresent(restricted::add);
        checkpoints.add(checkpoint);
    }

    List<AnonymisationResult> all() {
        return results;
    }

    /** What was finished on the second level, as the first. */
    Results ofRestricted() {
        Results second = new Results();
        for (int i = 0; i < restricted.size(); i++) {
            second.finished(restricted.get(i), checkpoints.get(i));
        }
        return second;
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
