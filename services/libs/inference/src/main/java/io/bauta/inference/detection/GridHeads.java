/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.PixelNormalisation;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Faces told on grids of 8, 16 and 32 pixels, row by row, with one or more answers a cell: the form that YuNet and SCRFD have
 * in common.
 */
abstract sealed class GridHeads implements Heads permits YuNetHeads, ScrfdHeads {
    /** What their authors use. */
    private static final float OVERLAP = 0.45f;

    static final List<Integer> STRIDES = List.of(8, 16, 32);
    static final int POINTS = 5;

    private final Pixels pixels;
    private final int answers;

    GridHeads(PixelNormalisation normalisation, boolean blueFirst, int answers) {
        this.pixels = new Pixels.Floats(normalisation, blueFirst);
        this.answers = answers;
    }

    /** What one grid says. */
    interface Grid {
        float score(int row);

        /** @param x of the cell's upper left corner, in pixels, as is {@code y} */
        Detection face(int row, float x, float y, float score);
    }

    abstract Grid grid(int level, int rows, InferenceBinding outputs, Reading reading);

    @Override
    public Set<ObjectKind> kinds() {
        return Set.of(ObjectKind.FACE);
    }

    @Override
    public Pixels pixels() {
        return pixels;
    }

    @Override
    public List<Detection> decode(InferenceBinding outputs, Canvas canvas, Reading reading) {
        Candidates candidates = new Candidates();
        float least = reading.least().of(ObjectKind.FACE);
        for (int level = 0; level < STRIDES.size(); level++) {
            int stride = STRIDES.get(level);
            int columns = canvas.width() / stride;
            int rows = columns * (canvas.height() / stride) * answers;
            Grid grid = grid(level, rows, outputs, reading);
            for (int row = 0; row < rows; row++) {
                float score = grid.score(row);
                if (Reading.likely(score, least)) {
                    int cell = row / answers;
                    int x = cell % columns * stride;
                    int y = cell / columns * stride;
                    candidates.add(reading.sound(grid.face(row, x, y, score)));
                }
            }
        }
        return candidates.suppressed(OVERLAP);
    }

    /** Points that lie so many strides from a corner, x and y in turn. */
    static List<Point> points(FloatBuffer values, int row, float x, float y, float stride) {
        List<Point> points = new ArrayList<>(POINTS);
        for (int at = row * 2 * POINTS; at < (row + 1) * 2 * POINTS; at += 2) {
            points.add(new Point(x + values.get(at) * stride, y + values.get(at + 1) * stride));
        }
        return points;
    }
}
