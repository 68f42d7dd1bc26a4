/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.inference.detection.ObjectKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody who looks for a policy must see.
 *
 * @param reach how small may be what is looked for
 * @param apart what is to be found by a network made for it, where there is one: persons from head to foot, plates
 */
public record Watch(Reach reach, Set<ObjectKind> apart) {
    public Watch {
        apart = Set.copyOf(apart);
    }

    /**
     * What a policy asks for. A second network for plates takes as long again as the usual one, so it looks only where a policy
     * wants even what is far, whatever that takes.
     */
    public static Watch of(RegionPolicy policy) {
        Watch unhurried = unhurried(policy);
        return policy.reach() == Reach.FAR ? unhurried : unhurried.without(ObjectKind.PLATE);
    }

    /** The same where nobody waits for it. */
    public static Watch unhurried(RegionPolicy policy) {
        Set<ObjectKind> apart = EnumSet.noneOf(ObjectKind.class);
        if (policy.bodies() != RegionMethod.NONE) {
            apart.add(ObjectKind.PERSON);
        }
        if (policy.plates() != RegionMethod.NONE) {
            apart.add(ObjectKind.PLATE);
        }
        return new Watch(policy.reach(), apart);
    }

    private Watch without(ObjectKind kind) {
        Set<ObjectKind> fewer = EnumSet.noneOf(ObjectKind.class);
        fewer.addAll(apart);
        fewer.remove(kind);
        return new Watch(reach, fewer);
    }

    /** What does for both. */
    public Watch and(Watch other) {
        Set<ObjectKind> both = EnumSet.noneOf(ObjectKind.class);
        both.addAll(apart);
        both.addAll(other.apart);
        return new Watch(Collections.max(List.of(reach, other.reach)), both);
    }
}
