/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

import java.nio.ByteBuffer;

/**
 * A picture's brightness at reduced size: the mean luma of {@value #COLUMNS} × {@value #ROWS} cells. Averaging over
 * cells takes sensor and coding noise out, which would otherwise count as motion.
 */
public final class LumaGrid {
    static final int COLUMNS = 64;
    static final int ROWS = 36;
    /** Luma of video goes from 16 (black) to 235 (white), ITU-R BT.709 §4.6. */
    private static final double LUMA_RANGE = 235 - 16;
    /** Samples per cell and axis; more change the mean of a cell by less than coding noise. */
    private static final int MOST_SAMPLES = 6;

    private final float[] cells;

    private LumaGrid(float[] cells) {
        this.cells = cells;
    }

    /**
     * Reduces a plane of 8-bit luma.
     *
     * @param plane rows of pixels from index 0; neither its position nor its content is changed
     * @param stride bytes from one row to the next
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     */
    public static LumaGrid of(ByteBuffer plane, int stride, int width, int height) {
        float[] cells = new float[COLUMNS * ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                cells[row * COLUMNS + column] =
                        mean(plane, stride, span(column, COLUMNS, width), span(row, ROWS, height));
            }
        }
        return new LumaGrid(cells);
    }

    /** Mean absolute difference of two grids: 0 nothing changed, 1 every cell went from black to white. */
    public double difference(LumaGrid other) {
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            sum += Math.abs(cells[i] - other.cells[i]);
        }
        return Math.min(1, sum / cells.length / LUMA_RANGE);
    }

    private static float mean(ByteBuffer plane, int stride, Span across, Span down) {
        int sum = 0;
        int samples = 0;
        for (int y = down.from(); y < down.to(); y += down.step()) {
            for (int x = across.from(); x < across.to(); x += across.step()) {
                sum += plane.get(y * stride + x) & 0xff;
                samples++;
            }
        }
        return (float) sum / samples;
    }

    /** The pixels of one cell along one axis; at least one, also where the picture is smaller than the grid. */
    private static Span span(int cell, int cells, int pixels) {
        int from = cell * pixels / cells;
        int to = Math.max(from + 1, (cell + 1) * pixels / cells);
        return new Span(from, to, Math.max(1, (to - from) / MOST_SAMPLES));
    }

    private record Span(int from, int to, int step) {}
}
