/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

/** Recursive filters of one pole or one pair, in place, from rest. */
final class Resonator {
    private Resonator() {}

    /** 1 / (1 − ρ z⁻¹). */
    static void real(double[] signal, double pole) {
        double last = 0;
        for (int i = 0; i < signal.length; i++) {
            last = signal[i] + pole * last;
            signal[i] = last;
        }
    }

    /** 1 / (1 − 2 r cos φ z⁻¹ + r² z⁻²). */
    static void pair(double[] signal, double radius, double angle) {
        double first = 2 * radius * Math.cos(angle);
        double second = -radius * radius;
        double last = 0;
        double beforeLast = 0;
        for (int i = 0; i < signal.length; i++) {
            double now = signal[i] + first * last + second * beforeLast;
            beforeLast = last;
            last = now;
            signal[i] = now;
        }
    }
}
