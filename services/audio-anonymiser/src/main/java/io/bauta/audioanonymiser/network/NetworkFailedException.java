/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.network;

import io.bauta.inference.InferenceFailedException;

/** A network that gives no answer, or one that is no number: nothing may be taken for silence, nor for what was said. */
public final class NetworkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NetworkFailedException(String network, InferenceFailedException cause) {
        super("the " + network + " does not answer: " + cause.getMessage(), cause);
    }

    NetworkFailedException(String network, String what) {
        super("the " + network + "'s " + what + " is no number");
    }
}
