/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

/** There is no detector yet, and so nothing may be released by methods that need one. */
public final class DetectorMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DetectorMissingException() {
        super("the detector that this policy needs is not there yet");
    }
}
