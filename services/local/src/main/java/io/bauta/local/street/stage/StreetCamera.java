/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

/**
 * A pinhole camera across the street. World: metres, x to the right, y up from the ground, z away from the camera. Its
 * optical axis is level and the sensor shifted, so upright edges stay upright. The field of view is set by the height
 * alone: 16:9 sees 53 degrees. Immutable.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 */
public record StreetCamera(int width, int height) {
    /** Metres above the ground. */
    public static final double EYE = 2.1;

    private static final double HORIZON = 0.29;

    /** Focal length in pixels. */
    public double focal() {
        return height * 16 / 9.0;
    }

    /** Pixels a metre at this distance. */
    public double scale(double z) {
        return focal() / z;
    }

    /** Column of a point. */
    public double column(double x, double z) {
        return width / 2.0 + x * scale(z);
    }

    /** Row of a point. */
    public double row(double y, double z) {
        return height * HORIZON + (EYE - y) * scale(z);
    }

    /** How far to either side the picture reaches at this distance, metres. */
    public double reach(double z) {
        return width / 2.0 / scale(z);
    }
}
