/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

/**
 * A standing person's outline, grey on one light colour. An outline of the box and not of the person: it tells where somebody
 * is, how tall and how upright, and nothing else. It follows no limb, so it could not hide one; therefore the whole box is
 * painted first, in the mean colour of what surrounds it, and no sample of the person has any part in the result.
 */
final class SilhouettePainter implements Painter {
    /** Heights down the box, 0 to 1, at which half the outline's width and half the gap between the legs are given. */
    private static final double[] DOWN = {0.12, 0.16, 0.19, 0.24, 0.48, 0.52, 0.96, 1};

    private static final double[] OUTER = {0.08, 0.09, 0.32, 0.38, 0.36, 0.26, 0.2, 0.24};
    private static final double[] INNER = {0, 0, 0, 0, 0, 0.01, 0.06, 0.06};

    /** The head: an eighth or so of the height, as artists have it. */
    private static final double HEAD_MIDDLE = 0.07;

    private static final double HEAD_HALF_HEIGHT = 0.07;
    private static final double HEAD_HALF_WIDTH = 0.15;
    /** Surroundings, from all 256 values, become luma of 168 to 231: brighter than the outline, whatever they are. */
    private static final int LIGHT = 168;
    /** What is looked at around the box, as a part of its width. */
    private static final double RIM = 0.125;

    @Override
    public void paint(Plane[] planes, Patch patch) {
        for (int number = 0; number < 3; number++) {
            int around = around(planes, patch, number);
            SolidPainter.fill(planes, patch, number, (byte) (number == 0 ? LIGHT + around / 4 : around));
            outline(patch.of(planes, number), patch, number == 0 ? 1 : 2);
        }
    }

    /** @param step luma samples from one of the plane to the next */
    private static void outline(Plane part, Patch patch, int step) {
        for (int row = 0; row < part.height(); row++) {
            double down = (patch.y() + (row + 0.5) * step - patch.top()) / patch.high();
            double outer = Math.max(head(down), at(OUTER, down));
            double inner = at(INNER, down);
            run(part, row, patch, step, -outer, -inner);
            run(part, row, patch, step, inner, outer);
        }
    }

    /** From and to as parts of the box's width, counted from its middle. */
    private static void run(Plane part, int row, Patch patch, int step, double from, double to) {
        double origin = patch.left() + patch.wide() / 2 - patch.x();
        int first = (int) Math.clamp(Math.round((origin + from * patch.wide()) / step), 0L, part.width());
        int end = (int) Math.clamp(Math.round((origin + to * patch.wide()) / step), 0L, part.width());
        if (first < end) {
            part.fill(row, first, end, FrameSolid.GREY);
        }
    }

    private static double head(double down) {
        double away = (down - HEAD_MIDDLE) / HEAD_HALF_HEIGHT;
        return Math.abs(away) < 1 ? HEAD_HALF_WIDTH * Math.sqrt(1 - away * away) : 0;
    }

    private static double at(double[] widths, double down) {
        for (int i = 1; i < DOWN.length; i++) {
            if (down >= DOWN[i - 1] && down <= DOWN[i]) {
                return widths[i - 1] + (widths[i] - widths[i - 1]) * (down - DOWN[i - 1]) / (DOWN[i] - DOWN[i - 1]);
            }
        }
        return 0;
    }

    /** The mean of a rim outside the box; grey where the box is the whole picture. */
    private static int around(Plane[] planes, Patch patch, int number) {
        Plane plane = planes[number];
        int step = number == 0 ? 1 : 2;
        int left = patch.x() / step;
        int top = patch.y() / step;
        int right = left + (patch.width() + step - 1) / step;
        int bottom = top + (patch.height() + step - 1) / step;
        int rim = (int) Math.clamp(Math.ceil(patch.wide() * RIM / step), 1, 1 + plane.width());
        int farLeft = Math.max(0, left - rim);
        int farTop = Math.max(0, top - rim);
        int farRight = Math.min(plane.width(), right + rim);
        int farBottom = Math.min(plane.height(), bottom + rim);
        Plane[] strips = {
            plane.part(farLeft, farTop, farRight - farLeft, top - farTop),
            plane.part(farLeft, bottom, farRight - farLeft, farBottom - bottom),
            plane.part(farLeft, top, left - farLeft, bottom - top),
            plane.part(right, top, farRight - right, bottom - top)
        };
        return mean(strips);
    }

    private static int mean(Plane[] strips) {
        long total = 0;
        long area = 0;
        for (Plane strip : strips) {
            long samples = (long) strip.width() * strip.height();
            if (samples > 0) {
                total += samples * (BlockAverages.of(strip, Math.max(strip.width(), strip.height()))[0] & 0xff);
                area += samples;
            }
        }
        return area == 0 ? FrameSolid.GREY & 0xff : (int) (total / area);
    }
}
