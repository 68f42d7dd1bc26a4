/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

/** There is no detector that finds what a policy hides, and so nothing may be released under it. */
public final class DetectorMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DetectorMissingException() {
        this("the detector that this policy needs is not there yet");
    }

    /** @param why in words, without anything of a picture */
    public DetectorMissingException(String why) {
        super(why);
    }
}
