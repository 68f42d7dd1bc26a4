/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

/** Takes off what is above a frequency, or what is below it, 6 dB an octave, sample by sample. Not thread-safe. */
final class OnePole {
    private final float share;
    private float state;

    OnePole(double hertz) {
        this.share = (float) (1 - Math.exp(-2 * Math.PI * hertz / DayBlock.RATE));
    }

    float below(float sample) {
        state += share * (sample - state);
        return state;
    }

    float above(float sample) {
        return sample - below(sample);
    }
}
