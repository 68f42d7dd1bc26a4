/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.outcome;

import java.util.Locale;

/** Why a chunk was held back. Each is a metric label and a word in the signed statement; each has a test that causes it. */
public enum WithheldReason {
    /** No policy names a method for this sensor. */
    NO_POLICY,
    /** The stream has not shown a frame that decoding can begin at. */
    NO_KEYFRAME,
    /** The decoder refused the input, or part of it. */
    UNDECODABLE,
    /** The raw record's headers cannot be understood. */
    MALFORMED_RECORD,
    /** Raw records were lost before they could be read (retention passed, or a gap in the sequence). */
    RAW_LOST,
    /** The detector that the policy's methods need is not there yet, or cannot find what they hide. */
    NO_DETECTOR,
    /** The voice model that the policy's method needs is not there yet. */
    NO_VOICE_MODEL,
    /** An anonymisation method failed. */
    ANONYMISER_FAILED,
    /** The encoder or muxer refused the anonymised frames. */
    ENCODER_FAILED,
    /** The chunk would need more memory than the sensor's budget. */
    OUT_OF_MEMORY_BUDGET,
    /** Anonymising took longer than the policy allows. */
    TIMED_OUT,
    /** The broker refused the anonymised record. */
    OUTLET_REFUSED,
    /** Anything not foreseen. */
    INTERNAL_ERROR;

    /** As metrics and statements spell it: {@code no-policy}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
