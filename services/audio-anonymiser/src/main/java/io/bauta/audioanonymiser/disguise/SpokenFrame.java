/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

/** What is kept of the speech in a frame, and what was known of its speaker by then. Used again and again. */
final class SpokenFrame {
    /** Natural logarithms of power. */
    final double[] bands = new double[Bands.COUNT];
    /** The speaker's mean and spread of the bands, the frame's own mean taken away. */
    final double[] mean = new double[Bands.COUNT];

    final double[] spread = new double[Bands.COUNT];
    /** Mean of the bands, and the highest that there was lately, which fades: how loud the frame is, and the speaker. */
    double level;

    double loudest;
    double hertz;
    /** 0 to 1. */
    double voiced;
    /** Of the bins that may be speech. */
    double power;
    /** Mean of the logarithm of the speaker's pitch. */
    double pitch;

    double pitchSpread;
    /** How voiced the speaker's loud frames are. */
    double usuallyVoiced;

    /** How far the pitch is from the speaker's mean, in spreads. */
    double melody() {
        return (Math.log(hertz) - pitch) / pitchSpread;
    }
}
