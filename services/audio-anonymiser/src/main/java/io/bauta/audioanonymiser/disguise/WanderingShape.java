/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import java.util.Arrays;

/** A shape of bands that moves on lines from one drawn shape to the next. Frames are asked for one after the other. Not thread-safe. */
final class WanderingShape {
    /** Frames from one drawn shape to the next: 80 to 176 ms, about as long as phonemes. */
    private static final int SHORTEST = 5;

    private static final int LONGEST = 11;
    /** How much a shape differs from the average, by cosine from number 1 on, in spreads of the band. */
    private static final double[] COEFFICIENTS = {1.0, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3};

    private double[] from = new double[COEFFICIENTS.length];
    private double[] to = new double[COEFFICIENTS.length];
    private Draws draws;
    private int begins;
    private int ends;
    private int gapAfter;

    void begin(Draws shapes) {
        draws = shapes;
        begins = 0;
        ends = gap();
        from = drawn();
        gapAfter = gap();
        to = drawn();
    }

    private int gap() {
        int choices = LONGEST - SHORTEST + 1;
        return SHORTEST + Math.clamp((int) Math.floor((draws.next() + 1) / 2 * choices), 0, choices - 1);
    }

    private double[] drawn() {
        double[] shape = new double[COEFFICIENTS.length];
        for (int number = 0; number < shape.length; number++) {
            shape[number] = draws.next() * COEFFICIENTS[number] * Math.sqrt(3);
        }
        return shape;
    }

    /** @param into is given the shape, by band, in spreads */
    void at(int frame, double[] into) {
        while (frame >= ends) {
            begins = ends;
            ends += gapAfter;
            from = to;
            gapAfter = gap();
            to = drawn();
        }
        double share = (double) (frame - begins) / (ends - begins);
        Arrays.fill(into, 0);
        for (int number = 0; number < COEFFICIENTS.length; number++) {
            Bands.addCosine(number + 1, from[number] + share * (to[number] - from[number]), into);
        }
    }
}
