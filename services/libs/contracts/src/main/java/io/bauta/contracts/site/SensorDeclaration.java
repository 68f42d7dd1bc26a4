/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import java.time.Duration;
import java.util.Optional;

/**
 * A sensor and why it exists: no camera without a purpose (design rule 7).
 *
 * @param id its name everywhere
 * @param kind what it delivers
 * @param source where its stream is found; sensors with the same source share one connection and one clock
 * @param loop whether a file begins again at its end
 * @param purpose what it is for
 * @param legalBasis what permits it
 * @param retention how long anonymised media may be kept
 * @param policy how its media are made anonymous
 * @param restrictedPolicy how a camera's pictures are made anonymous once more, for an authorised role
 * @param place where it stands, if it may be shown on a map
 */
public record SensorDeclaration(
        SensorId id,
        SensorKind kind,
        SourceLocation source,
        boolean loop,
        String purpose,
        String legalBasis,
        Duration retention,
        PolicyReference policy,
        Optional<PolicyReference> restrictedPolicy,
        Optional<Place> place) {

    /** The same sensor, found elsewhere. */
    SensorDeclaration at(SourceLocation location) {
        return new SensorDeclaration(
                id, kind, location, loop, purpose, legalBasis, retention, policy, restrictedPolicy, place);
    }
}
