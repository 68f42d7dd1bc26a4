/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.contracts.outcome.AnonymisationResult;

/** Where a lane puts its finished chunks. Never blocks. Results of a lane that has been replaced are dropped here. */
public interface LaneOutput {

    /**
     * One chunk is finished, released or withheld.
     *
     * @param result of the chunk
     * @param checkpoint how to go on after it; becomes valid together with the result or not at all
     */
    void finished(AnonymisationResult result, Checkpoint checkpoint);
}
