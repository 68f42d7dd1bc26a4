/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.provenance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * What an anonymiser says about one chunk, in the form of an in-toto Statement v1
 * (github.com/in-toto/attestation, spec/v1/statement.md).
 *
 * @param type always {@link #STATEMENT_TYPE}
 * @param subject the released record by id and SHA-256 of its value; empty if the chunk was withheld
 * @param predicateType always {@link #PREDICATE_TYPE}
 * @param predicate what was found and done
 */
@JsonPropertyOrder({"_type", "subject", "predicateType", "predicate"})
public record ProvenanceStatement(
        @JsonProperty("_type") String type, List<Subject> subject, String predicateType, Predicate predicate) {
    public static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
    public static final String PREDICATE_TYPE = "https://bauta.io/provenance/v1";

    public ProvenanceStatement {
        subject = List.copyOf(subject);
    }

    public static ProvenanceStatement about(List<Subject> subject, Predicate predicate) {
        return new ProvenanceStatement(STATEMENT_TYPE, subject, PREDICATE_TYPE, predicate);
    }

    /**
     * @param name the record's {@code ce_id}
     * @param digest algorithm to lower-case hex; always holds {@code sha256}
     */
    public record Subject(String name, Map<String, String> digest) {
        public Subject {
            digest = Map.copyOf(digest);
        }
    }

    /**
     * @param id {@code ce_id} of the record on the audit topic that carries the statement: its number is signed, too, so
     *     that nobody can send a true statement again under another one
     * @param sensor the sensor's id
     * @param outcome {@code released} or {@code withheld}
     * @param reason why it was withheld, absent if released
     * @param start capture time of the first frame or sample, RFC 3339
     * @param durationMicros how much time the chunk covers
     * @param frames video frames, or audio samples
     * @param policy {@code id@version}
     * @param methods what was applied, for instance {@code frame:mosaic}, {@code zone:solid}
     * @param weak true if any method is known to be reversible
     * @param regions regions covered, by kind
     * @param models digests of the models that took part, by name
     * @param node the edge node
     * @param service the anonymiser and its version
     * @param leftOut frames that were decoded and, for the load's sake, neither looked at nor released; absent if none
     * @param suspects what an audit saw in released frames where nothing covers it; absent if nothing
     * @param previous SHA-256 of the payload of the sensor's statement before this one; absent on the first
     * @param level {@code restricted} if it is about what an authorised role may see; absent if about what all may see
     * @param times when it was worked on; absent where nobody noted it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Predicate(
            String id,
            String sensor,
            String outcome,
            String reason,
            String start,
            long durationMicros,
            long frames,
            String policy,
            List<String> methods,
            boolean weak,
            Map<String, Integer> regions,
            Map<String, String> models,
            String node,
            String service,
            Integer leftOut,
            Integer suspects,
            String previous,
            String level,
            Times times) {
        public Predicate {
            methods = List.copyOf(methods);
            regions = Map.copyOf(regions);
            models = Map.copyOf(models);
        }

        /** Whether it is about what all may see. */
        @JsonIgnore
        public boolean isPublic() {
            return level == null;
        }
    }

    /**
     * When a chunk was worked on, by the clock of the node.
     *
     * @param received when the anonymiser was given the first of its records, RFC 3339
     * @param finished when what it made of them was signed, RFC 3339
     */
    public record Times(String received, String finished) {}
}
