/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Candidates} as bare numbers, in room that is used again for every picture: a network that is shown a street calls
 * thousands of cells a little likely, of which a handful is kept. The same suppression in the same order. Not thread-safe.
 */
final class Cells {
    private static final int SIDES = 4;

    private int[] cells = new int[512];
    private float[] numbers = new float[SIDES * cells.length];
    private long[] order = new long[cells.length];
    private final int[] kept = new int[Candidates.MOST_KEPT];
    private int count;

    /** Makes what is kept. */
    interface Maker {
        Detection of(int cell, float x, float y, float width, float height, float score);
    }

    void clear() {
        count = 0;
    }

    /** All of it finite. */
    void add(int cell, float x, float y, float width, float height, float score) {
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * SIDES * count);
            order = Arrays.copyOf(order, 2 * count);
        }
        int at = SIDES * count;
        numbers[at] = x;
        numbers[at + 1] = y;
        numbers[at + 2] = width;
        numbers[at + 3] = height;
        cells[count] = cell;
        order[count] = (long) ~rank(score) << Integer.SIZE | count;
        count++;
    }

    /** Grows with the score, over all of an int, negative ones too. */
    private static int rank(float score) {
        int bits = Float.floatToIntBits(score);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    private static float score(long key) {
        int rank = ~(int) (key >> Integer.SIZE);
        return Float.intBitsToFloat(rank ^ (rank >> 31 & Integer.MAX_VALUE));
    }

    /** @param overlap two boxes with more in common are one thing seen twice */
    List<Detection> suppressed(float overlap, Maker maker) {
        Arrays.sort(order, 0, count);
        List<Detection> made = new ArrayList<>();
        int looks = Math.min(count, Candidates.MOST_LOOKED_AT);
        for (int place = 0; place < looks && made.size() < kept.length; place++) {
            int next = (int) order[place];
            if (!isSeen(next, made.size(), overlap)) {
                kept[made.size()] = next;
                int at = SIDES * next;
                made.add(maker.of(
                        cells[next],
                        numbers[at],
                        numbers[at + 1],
                        numbers[at + 2],
                        numbers[at + 3],
                        score(order[place])));
            }
        }
        return made;
    }

    private boolean isSeen(int next, int better, float overlap) {
        for (int i = 0; i < better; i++) {
            if (overlap(SIDES * kept[i], SIDES * next) > overlap) {
                return true;
            }
        }
        return false;
    }

    private float overlap(int one, int other) {
        return Detection.overlap(
                numbers[one],
                numbers[one + 1],
                numbers[one + 2],
                numbers[one + 3],
                numbers[other],
                numbers[other + 1],
                numbers[other + 2],
                numbers[other + 3]);
    }
}
