/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.contracts.outcome.AnonymisationResult;
import java.util.Optional;

/** Where a lane puts its finished chunks. Never blocks. Results of a lane that has been replaced are dropped here. */
public interface LaneOutput {

    /**
     * One chunk is finished, released or withheld.
     *
     * @param result of the chunk
     * @param checkpoint how to go on after it; becomes valid together with the result or not at all
     */
    default void finished(AnonymisationResult result, Checkpoint checkpoint) {
        finished(result, Optional.empty(), checkpoint);
    }

    /**
     * One chunk is finished on both levels; each of them released or withheld, whatever became of the other.
     *
     * @param result for all
     * @param restricted for an authorised role, of the same pictures; empty where the sensor has no policy for it
     * @param checkpoint as above
     */
    void finished(AnonymisationResult result, Optional<AnonymisationResult> restricted, Checkpoint checkpoint);
}
