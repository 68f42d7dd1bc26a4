/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

/** The newest sights of a track, by which it is known not to be another that was seen elsewhere at the same time. */
final class Sights {
    /** Two and a half seconds of 25 pictures: longer than anything is held. */
    private static final int KEPT = 64;
    /** Boxes that share less than this are not of one thing found twice. */
    private static final double ELSEWHERE = 0.1;

    private final Seen[] kept = new Seen[KEPT];
    private int count;

    void add(Seen seen) {
        kept[count++ % KEPT] = seen;
    }

    /** How many there were, kept or not. */
    int count() {
        return count;
    }

    boolean wereElsewhereThan(Sights other) {
        int back = 1;
        int otherBack = 1;
        while (keeps(back) && other.keeps(otherBack)) {
            Seen one = ago(back);
            Seen two = other.ago(otherBack);
            if (one.micros() == two.micros() && one.box().overlap(two.box()) < ELSEWHERE) {
                return true;
            }
            back += one.micros() >= two.micros() ? 1 : 0;
            otherBack += two.micros() >= one.micros() ? 1 : 0;
        }
        return false;
    }

    private boolean keeps(int back) {
        return back <= Math.min(count, KEPT);
    }

    private Seen ago(int back) {
        return kept[(count - back) % KEPT];
    }
}
