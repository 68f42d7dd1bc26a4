/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

/** The policy's method must hear where speech is, and no approved model is there. */
public final class VoiceModelMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VoiceModelMissingException() {
        super("no approved voice model is there, and the policy's method needs one");
    }
}
