/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import io.bauta.contracts.policy.PrivacyZone.Corner;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A polygon as runs of samples for one size of plane, even-odd rule. Generous: a sample that the polygon only touches is
 * covered, and so is its neighbour on either side.
 */
final class ZoneMask {
    /** Scan lines a row: at its edges, and between them. */
    private static final double[] SCANS = {0, 0.25, 0.5, 0.75, 1};

    private static final int PADDING = 1;

    private final int[][] runs;

    private ZoneMask(int[][] runs) {
        this.runs = runs;
    }

    /** @param polygon as fractions of the plane */
    static ZoneMask of(List<Corner> polygon, int width, int height) {
        BitSet[] rows = new BitSet[height];
        for (int y = 0; y < height; y++) {
            rows[y] = new BitSet(width);
            for (double scan : SCANS) {
                scan(polygon, (y + scan) / height, width, rows[y]);
            }
        }
        addCorners(polygon, rows, width, height);
        int[][] runs = new int[height][];
        for (int y = 0; y < height; y++) {
            BitSet padded = (BitSet) rows[y].clone();
            for (int near = Math.max(0, y - PADDING); near <= Math.min(height - 1, y + PADDING); near++) {
                padded.or(rows[near]);
            }
            runs[y] = runs(padded);
        }
        return new ZoneMask(runs);
    }

    private static void scan(List<Corner> polygon, double y, int width, BitSet row) {
        double[] crossings = new double[polygon.size()];
        int found = 0;
        for (int i = 0; i < polygon.size(); i++) {
            Corner a = polygon.get(i);
            Corner b = polygon.get((i + 1) % polygon.size());
            if ((a.y() <= y) != (b.y() <= y)) {
                crossings[found++] = a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x());
            }
        }
        Arrays.sort(crossings, 0, found);
        for (int i = 0; i + 1 < found; i += 2) {
            int from = (int) Math.floor(crossings[i] * width) - PADDING;
            int to = (int) Math.ceil(crossings[i + 1] * width) + PADDING;
            row.set(Math.clamp(from, 0, width), Math.clamp(to, 0, width));
        }
    }

    /** A polygon thinner than the distance of two scan lines is covered at its corners at least. */
    private static void addCorners(List<Corner> polygon, BitSet[] rows, int width, int height) {
        for (Corner corner : polygon) {
            int x = Math.clamp((int) (corner.x() * width), 0, width - 1);
            int y = Math.clamp((int) (corner.y() * height), 0, height - 1);
            rows[y].set(x);
        }
    }

    private static int[] runs(BitSet row) {
        int[] runs = new int[2 * row.cardinality()];
        int count = 0;
        for (int from = row.nextSetBit(0); from >= 0; ) {
            int to = row.nextClearBit(from);
            runs[count++] = from;
            runs[count++] = to;
            from = row.nextSetBit(to);
        }
        return Arrays.copyOf(runs, count);
    }

    /** Called with every run of covered samples. */
    interface Run {
        void cover(int row, int from, int to);
    }

    void forEach(Run run) {
        for (int y = 0; y < runs.length; y++) {
            for (int i = 0; i < runs[y].length; i += 2) {
                run.cover(y, runs[y][i], runs[y][i + 1]);
            }
        }
    }
}
