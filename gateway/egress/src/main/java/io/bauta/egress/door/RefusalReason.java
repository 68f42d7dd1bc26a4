/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.door;

import java.util.Locale;

/** Why a record stays on the edge. Each is a metric label and a word in the quarantine; each has a test that causes it. */
public enum RefusalReason {
    /** Headers missing or unreadable, or key, subject and type that do not agree. */
    MALFORMED(false),
    /** A topic that may not leave the edge. */
    TOPIC_NOT_ALLOWED(false),
    /** Not the one content type of its topic. */
    CONTENT_TYPE_NOT_ALLOWED(false),
    /** Media without a statement. */
    NO_PROVENANCE(false),
    /** A statement that is unreadable, or that no trusted node signed. */
    NOT_SIGNED_BY_TRUSTED_NODE(false),
    /** A signed statement about another record, sensor, number, time, source or policy. */
    STATEMENT_ABOUT_ANOTHER(false),
    /** The bytes are not those the statement was signed for. */
    DIGEST_DIFFERS(false),
    /** A sensor that the site file does not declare. */
    SENSOR_NOT_DECLARED(true),
    /** Made under another policy, or another version of it, than the site file now sets for the sensor. */
    POLICY_NOT_CURRENT(true),
    /** A model took part that nobody approved. */
    MODEL_NOT_APPROVED(true),
    /** Its number is not the next one, and no retention explains where those between have gone. */
    SEQUENCE_GAP(true),
    /** A statement that does not name the one before it. */
    CHAIN_BROKEN(true),
    /** The fog broker will never take it, for instance because it is too large for it. */
    REFUSED_BY_FOG(true),
    /** The door failed while judging it. */
    NOT_JUDGED(false);

    private final boolean authentic;

    RefusalReason(boolean authentic) {
        this.authentic = authentic;
    }

    /**
     * Whether the record is at least what a trusted node made. Only then may its number move the sequence on: a forged
     * number must not turn the true records after it into duplicates.
     */
    public boolean authentic() {
        return authentic;
    }

    /** As metrics and quarantine spell it: {@code digest-differs}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
