/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.lane.RawPosition;
import java.time.Instant;
import java.util.List;

/**
 * A result on its way from a lane to the broker.
 *
 * @param partition of the raw topic
 * @param levels for all, the first one; then for an authorised role, where the sensor has a policy for it
 * @param restart where the lane must begin again once this is committed
 * @param state the lane's own words after this chunk
 * @param received when the lane was given the first of its records
 */
record FinishedChunk(
        SensorId sensor, int partition, List<OfLevel> levels, RawPosition restart, String state, Instant received) {

    /** What became of the chunk on one level, under that level's policy. */
    record OfLevel(Level level, PolicyReference policy, AnonymisationResult result) {
        int bytes() {
            return result instanceof Released released ? released.media().length : 0;
        }

        private OfLevel withheld(WithheldReason reason) {
            return new OfLevel(level, policy, new Withheld(result.facts(), reason));
        }
    }

    FinishedChunk {
        levels = List.copyOf(levels);
    }

    /** Of a sensor with one policy. */
    static FinishedChunk of(
            SensorId sensor,
            int partition,
            PolicyReference policy,
            AnonymisationResult result,
            RawPosition restart,
            String state) {
        return new FinishedChunk(
                sensor,
                partition,
                List.of(new OfLevel(Level.PUBLIC, policy, result)),
                restart,
                state,
                result.facts().start());
    }

    /** What became of it for all. */
    AnonymisationResult result() {
        return levels.getFirst().result();
    }

    int bytes() {
        return levels.stream().mapToInt(OfLevel::bytes).sum();
    }

    FinishedChunk withheld(WithheldReason reason) {
        return new FinishedChunk(
                sensor,
                partition,
                levels.stream().map(level -> level.withheld(reason)).toList(),
                restart,
                state,
                received);
    }
}
