/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.outcome;

import java.util.Objects;

/**
 * What became of one chunk. Sealed: whatever happens inside an anonymiser ends as one of these two, and only
 * {@link Released} can carry media (design rule 1, fail closed).
 */
public sealed interface AnonymisationResult {

    /** What is known about the chunk in both cases; never media. */
    ChunkFacts facts();

    /**
     * Anonymous, encoded, ready to leave.
     *
     * @param media the encoded anonymised media; owned by the result, not copied, not to be changed
     */
    record Released(ChunkFacts facts, byte[] media) implements AnonymisationResult {
        public Released {
            Objects.requireNonNull(facts);
            if (media.length == 0) {
                throw new IllegalArgumentException("a released chunk holds media");
            }
        }

        /** Media masks itself in logs and errors. */
        @Override
        public String toString() {
            return "Released[" + facts + ", " + media.length + " bytes]";
        }
    }

    /** Held back for good: nothing of the chunk leaves the node but this reason. */
    record Withheld(ChunkFacts facts, WithheldReason reason) implements AnonymisationResult {
        public Withheld {
            Objects.requireNonNull(facts);
            Objects.requireNonNull(reason);
        }
    }
}
