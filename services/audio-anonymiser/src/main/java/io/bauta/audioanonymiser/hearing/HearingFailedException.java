/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.inference.InferenceFailedException;

/** A network that gives no answer, or one that is no number: it has heard nothing, and nothing may be taken for silence. */
public final class HearingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HearingFailedException(InferenceFailedException cause) {
        super("the voice model does not answer: " + cause.getMessage(), cause);
    }

    HearingFailedException(String what) {
        super("the voice model's " + what + " is no number");
    }
}
