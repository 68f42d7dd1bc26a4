/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult;
import io.bauta.contracts.outcome.AnonymisationResult.Released;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.lane.RawPosition;

/**
 * A result on its way from a lane to the broker.
 *
 * @param partition of the raw topic
 * @param restart where the lane must begin again once this is committed
 * @param state the lane's own words after this chunk
 */
record FinishedChunk(
        SensorId sensor,
        int partition,
        PolicyReference policy,
        AnonymisationResult result,
        RawPosition restart,
        String state) {

    int bytes() {
        return result instanceof Released released ? released.media().length : 0;
    }

    FinishedChunk withheld(WithheldReason reason) {
        return new FinishedChunk(sensor, partition, policy, new Withheld(result.facts(), reason), restart, state);
    }
}
