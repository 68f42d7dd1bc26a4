/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

/** A network that answers with what is no number: it has heard nothing, and nothing may be taken for silence. */
public final class HearingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HearingFailedException(String what) {
        super("the voice model's " + what + " is no number");
    }
}
