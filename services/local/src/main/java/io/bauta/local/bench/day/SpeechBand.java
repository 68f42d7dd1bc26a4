/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

/**
 * How strong a sound is where voices are: without what lies below 120 Hz, which in recordings of people is for the most part
 * the hum of the room, and in a street its rumble. Goes on from one call to the next. Not thread-safe.
 */
final class SpeechBand {
    private static final double HERTZ = 120;

    private final OnePole once = new OnePole(HERTZ);
    private final OnePole twice = new OnePole(HERTZ);

    /** Mean square of what is left of the next samples; these are not changed. */
    double power(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            float left = twice.above(once.above(sample));
            sum += (double) left * left;
        }
        return sum / samples.length;
    }
}
