/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

/** What is to be heard in one hop of a drawn street, as the one who drew it knows. */
enum Heard {
    /** Nobody speaks, nor so near before or after that it may be treated as speech. */
    NOBODY,
    /** Nobody speaks, but somebody will in a moment or did a moment ago. */
    NEAR,
    /** Somebody speaks, more softly than the street is loud, or pauses in a line. */
    SOFTLY,
    /**
     * Somebody speaks: above 120 Hz as loud as the street or louder, above −60 dB of full scale and above −20 dB of the line as a
     * whole.
     */
    CLEARLY;

    boolean speech() {
        return this == SOFTLY || this == CLEARLY;
    }
}
