/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * A head as an egg-shaped ellipsoid, seen from the camera: places on it are given by azimuth (0 is the nose, positive
 * its own left) and elevation in degrees, and come out as pixels with a depth. Immutable.
 */
final class HeadShape {
    private static final double HALF_WIDTH = 0.083;
    private static final double HALF_HEIGHT = 0.124;
    private static final double HALF_LENGTH = 0.100;
    private static final double JAW = 0.20;
    private static final int CORNERS = 30;

    private final double column;
    private final double row;
    private final double scale;
    private final double sinYaw;
    private final double cosYaw;
    private final double sinNod;
    private final double cosNod;
    private final double halfWidth;

    /** @param scale pixels a metre, its size included */
    HeadShape(double column, double row, double scale, double yaw, double nod) {
        this.column = column;
        this.row = row;
        this.scale = scale;
        this.sinYaw = Math.sin(yaw);
        this.cosYaw = Math.cos(yaw);
        this.sinNod = Math.sin(nod);
        this.cosNod = Math.cos(nod);
        this.halfWidth = Math.hypot(HALF_WIDTH * cosYaw, HALF_LENGTH * sinYaw);
    }

    /**
     * A place on the head.
     *
     * @param depth towards the camera: 1 nearest, 0 on the outline, below 0 hidden
     */
    record Spot(double column, double row, double depth) {
        boolean seen() {
            return depth > 0.1;
        }
    }

    double column() {
        return column;
    }

    double row() {
        return row;
    }

    /** Pixels of so many metres. */
    double pixels(double metres) {
        return metres * scale;
    }

    double halfWidth() {
        return halfWidth * scale;
    }

    double halfHeight() {
        return HALF_HEIGHT * scale;
    }

    /** How far the face is turned to the camera: 1 frontal, 0 profile, -1 from behind. */
    double facing() {
        return cosYaw;
    }

    /** @param radius 1 on the skull, more above it */
    Spot spot(double azimuth, double elevation, double radius) {
        return spot(azimuth, elevation, radius, false);
    }

    /** Like {@link #spot}; places that cannot be seen are drawn out to the outline. */
    Spot rim(double azimuth, double elevation, double radius) {
        return spot(azimuth, elevation, radius, true);
    }

    private Spot spot(double azimuth, double elevation, double radius, boolean drawnOut) {
        double az = Math.toRadians(azimuth);
        double el = Math.toRadians(elevation);
        double side = HALF_WIDTH * radius * Math.sin(az) * Math.cos(el);
        double level = HALF_HEIGHT * radius * Math.sin(el);
        double ahead = HALF_LENGTH * radius * Math.cos(az) * Math.cos(el);
        double up = level * cosNod - ahead * sinNod * 0.9;
        double forward = ahead * cosNod + level * sinNod * 0.9;
        double x = side * cosYaw + forward * sinYaw;
        double depth = (forward * cosYaw - side * sinYaw) / HALF_LENGTH;
        if (drawnOut && depth < 0) {
            double out = Math.hypot(x / (halfWidth * radius), up / (HALF_HEIGHT * radius));
            x /= Math.max(out, 1e-6);
            up /= Math.max(out, 1e-6);
        }
        return new Spot(column + scale * x * narrowed(up), row - scale * up, depth);
    }

    /** The whole head. */
    Shape outline(double radius) {
        return arc(radius, 0, 2 * Math.PI).path();
    }

    /** The part of the head above an elevation, closed by a rim that bulges towards the camera. */
    Shape dome(double radius, double elevation, double height) {
        double from = Math.toRadians(elevation);
        Arc arc = arc(radius, from, Math.PI - from);
        Path2D dome = new Path2D.Double();
        double floor = row - scale * HALF_HEIGHT * radius * Math.sin(from);
        for (int i = 0; i <= CORNERS; i++) {
            double y = floor - (floor - arc.rows[i]) * height;
            if (i == 0) {
                dome.moveTo(arc.columns[i], y);
            } else {
                dome.lineTo(arc.columns[i], y);
            }
        }
        dome.quadTo(column, floor + 0.022 * scale, arc.columns[0], floor);
        dome.closePath();
        return dome;
    }

    /**
     * A patch of the surface around the nose's meridian.
     *
     * @param low lowest elevation, degrees
     * @param high highest elevation
     * @param above half its width at the top, degrees of azimuth
     * @param below half its width at the bottom
     */
    Shape patch(double low, double high, double above, double below, double radius) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < CORNERS; i++) {
            double t = 2 * Math.PI * i / CORNERS;
            double sin = Math.sin(t);
            double half = (above + below) / 2 + (above - below) / 2 * sin;
            Spot spot = rim(half * Math.cos(t), (low + high) / 2 + (high - low) / 2 * sin, radius);
            if (i == 0) {
                path.moveTo(spot.column, spot.row);
            } else {
                path.lineTo(spot.column, spot.row);
            }
        }
        path.closePath();
        return path;
    }

    private double narrowed(double up) {
        double below = Math.max(0, -up / HALF_HEIGHT);
        return 1 - JAW * below * below;
    }

    private Arc arc(double radius, double from, double to) {
        double[] columns = new double[CORNERS + 1];
        double[] rows = new double[CORNERS + 1];
        for (int i = 0; i <= CORNERS; i++) {
            double t = from + (to - from) * i / CORNERS;
            double up = HALF_HEIGHT * radius * Math.sin(t);
            columns[i] = column + scale * halfWidth * radius * Math.cos(t) * narrowed(up);
            rows[i] = row - scale * up;
        }
        return new Arc(columns, rows);
    }

    private record Arc(double[] columns, double[] rows) {
        Path2D path() {
            Path2D path = new Path2D.Double();
            path.moveTo(columns[0], rows[0]);
            for (int i = 1; i < columns.length; i++) {
                path.lineTo(columns[i], rows[i]);
            }
            path.closePath();
            return path;
        }
    }
}
