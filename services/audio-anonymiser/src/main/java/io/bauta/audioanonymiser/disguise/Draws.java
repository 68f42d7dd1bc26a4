/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The numbers that a piece of speech is disguised with. Not thread-safe. */
interface Draws {
    /** The next number that hides somebody: evenly from −1 to 1, and nobody can repeat it. */
    double next();

    /** The next sample of noise, of mean 0 and variance 1. */
    double noise();

    /** Out of secret numbers; noise need not be secret and comes from a quicker source, begun with one of them. */
    static Draws of(RandomGenerator chance) {
        SplittableRandom quick = new SplittableRandom(chance.nextLong());
        double unit = Math.sqrt(3);
        return new Draws() {
            @Override
            public double next() {
                return 2 * chance.nextDouble() - 1;
            }

            @Override
            public double noise() {
                return unit * (2 * quick.nextDouble() - 1);
            }
        };
    }
}
