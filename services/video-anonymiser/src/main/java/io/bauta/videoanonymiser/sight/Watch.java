/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import java.util.Collections;
import java.util.List;

/**
 * What somebody who looks for a policy must see.
 *
 * @param reach how small may be what is looked for
 * @param persons whether persons are to be found from head to foot
 */
public record Watch(Reach reach, boolean persons) {
    /** What a policy asks for. */
    public static Watch of(RegionPolicy policy) {
        return new Watch(policy.reach(), policy.bodies() != RegionMethod.NONE);
    }

    /** What does for both. */
    public Watch and(Watch other) {
        return new Watch(Collections.max(List.of(reach, other.reach)), persons || other.persons);
    }
}
