/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.stage.Moment;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * How somebody moves the head and speaks. Immutable.
 *
 * @param lean how far the head is turned from the body on the whole, radians
 * @param wander how far it looks to either side of that
 * @param turns how often in one scene
 * @param offset shifts it against other people's
 * @param mouth how wide open (0 to 1) at a second of the scene
 */
record Habit(double lean, double wander, int turns, double offset, DoubleUnaryOperator mouth) {
    static final DoubleUnaryOperator SILENT = seconds -> 0;
    private static final int BLINKS_EVERY_FRAMES = 83;

    /** Somebody silent who looks about, towards {@code lean} on the whole. */
    static Habit lookingAbout(RandomGenerator chance, double lean) {
        return new Habit(lean, 0.25 + 0.55 * chance.nextDouble(), 1 + chance.nextInt(3), chance.nextDouble(), SILENT);
    }

    double turned(Moment moment) {
        return lean + wander * (0.75 * moment.swing(turns, offset) + 0.25 * moment.swing(3 * turns, 2 * offset));
    }

    double nod(Moment moment) {
        return 0.04 + 0.07 * moment.swing(turns + 1, offset) + 0.05 * mouth.applyAsDouble(moment.seconds());
    }

    boolean blinks(Moment moment) {
        return (moment.index() + (int) (offset * BLINKS_EVERY_FRAMES)) % BLINKS_EVERY_FRAMES < 3;
    }
}
