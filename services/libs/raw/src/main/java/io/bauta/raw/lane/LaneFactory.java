/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import java.time.Duration;
import java.util.Optional;

/** Opens lanes. Called from several threads. */
public interface LaneFactory {

    /**
     * A new lane for a declared sensor. Should it throw, the sensor's chunks are withheld and opening is tried again.
     *
     * @param sensor whose records will come
     * @param policy in force for it
     * @param state of the last checkpoint; empty if the sensor was never seen before
     * @param output where finished chunks go
     */
    SensorLane open(SensorId sensor, AnonymisationPolicy policy, Optional<String> state, LaneOutput output);

    /** The length of a chunk under the policy: also how much time one statement about withheld records covers. */
    Duration chunk(AnonymisationPolicy policy);

    /** How long a lane may be busy with one chunk before that chunk is withheld and the lane replaced. */
    Duration timeLimit(AnonymisationPolicy policy);
}
