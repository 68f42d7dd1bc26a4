/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.traffic;

import io.bauta.local.street.stage.Outlines;
import io.bauta.local.street.stage.StreetCamera;
import io.bauta.local.street.traffic.Profile.Corner;
import java.awt.Shape;
import java.awt.geom.Path2D;

/**
 * Where the parts of a vehicle lie in the picture. Places are metres along it from the tail, up from the ground and deep,
 * away from the camera, from its near side. Immutable.
 */
final class VehicleView {
    private final Vehicle vehicle;
    private final Profile profile;
    private final StreetCamera camera;
    private final double x;

    VehicleView(Vehicle vehicle, double x) {
        this.vehicle = vehicle;
        this.profile = vehicle.profile();
        this.camera = vehicle.camera();
        this.x = x;
    }

    /** Pixels a metre on the near side. */
    double metre() {
        return camera.scale(vehicle.z());
    }

    double column(double along, double deep) {
        return camera.column(x + vehicle.direction() * (along - profile.length() / 2), vehicle.z() + deep);
    }

    double row(double up, double deep) {
        return camera.row(up, vehicle.z() + deep);
    }

    /** A horizontal rectangle seen from above. */
    Shape quad(double from, double up, double near, double to, double upTo, double far) {
        return Outlines.polygon(
                column(from, near),
                row(up, near),
                column(to, near),
                row(upTo, near),
                column(to, far),
                row(upTo, far),
                column(from, far),
                row(up, far));
    }

    boolean seen(Corner from, Corner to) {
        double ax = column(to.along(), 0) - column(from.along(), 0);
        double ay = row(to.up(), 0) - row(from.up(), 0);
        double bx = column(from.along(), profile.wide()) - column(from.along(), 0);
        double by = row(from.up(), profile.wide()) - row(from.up(), 0);
        return (ax * by - ay * bx) * vehicle.direction() < 0;
    }

    Shape face(Corner from, Corner to) {
        double wide = profile.wide();
        return Outlines.polygon(
                column(from.along(), 0),
                row(from.up(), 0),
                column(to.along(), 0),
                row(to.up(), 0),
                column(to.along(), wide),
                row(to.up(), wide),
                column(from.along(), wide),
                row(from.up(), wide));
    }

    Shape upright(double along, double near, double far, double low, double high) {
        return Outlines.polygon(
                column(along, near),
                row(low, near),
                column(along, near),
                row(high, near),
                column(along, far),
                row(high, far),
                column(along, far),
                row(low, far));
    }

    Shape side() {
        Path2D path = new Path2D.Double();
        for (Corner corner : profile.outline()) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(column(corner.along(), 0), row(corner.up(), 0));
            } else {
                path.lineTo(column(corner.along(), 0), row(corner.up(), 0));
            }
        }
        path.closePath();
        return path;
    }
}
