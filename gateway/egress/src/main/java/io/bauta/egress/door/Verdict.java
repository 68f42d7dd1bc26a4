/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import java.util.Optional;

/** What the door says about one record, looked at alone. There is no third case. */
public sealed interface Verdict {

    /** Its place in the chain of statements; empty for media. */
    Optional<ChainLink> link();

    /**
     * It may leave.
     *
     * @param about what the statement about it says, verified
     */
    record Passed(Optional<ChainLink> link, Predicate about) implements Verdict {}

    /** It stays. */
    record Refused(RefusalReason reason, Optional<ChainLink> link) implements Verdict {
        static Refused because(RefusalReason reason) {
            return new Refused(reason, Optional.empty());
        }
    }

    /**
     * @param digest of this statement
     * @param previous the digest it names as the one before; empty on a sensor's first
     */
    record ChainLink(String digest, Optional<String> previous) {}
}
