/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.stage.Moment;

/** The way a person takes through the scene. Immutable. */
sealed interface Route {

    /**
     * Where somebody is.
     *
     * @param x metres to the right
     * @param z metres from the camera
     * @param heading where the body faces, radians; 0 to the camera, positive to the picture's right
     * @param walked metres since the way began, for the gait
     */
    record Place(double x, double z, double heading, double walked) {}

    Place at(Moment moment);

    /** 0 stands, 1 walks. */
    double stride();

    /**
     * Straight from one place out of the picture to another, again and again.
     *
     * @param turns how often in one scene
     * @param offset share of the way gone when the scene begins
     */
    record Walk(double fromX, double fromZ, double toX, double toZ, int turns, double offset) implements Route {
        @Override
        public Place at(Moment moment) {
            double gone = moment.turn(turns, offset);
            double heading = Math.atan2(toX - fromX, fromZ - toZ);
            double length = Math.hypot(toX - fromX, toZ - fromZ);
            return new Place(fromX + (toX - fromX) * gone, fromZ + (toZ - fromZ) * gone, heading, gone * length);
        }

        @Override
        public double stride() {
            return 1;
        }
    }

    /** Stays where it is. */
    record Stand(double x, double z, double heading) implements Route {
        @Override
        public Place at(Moment moment) {
            return new Place(x, z, heading, 0);
        }

        @Override
        public double stride() {
            return 0;
        }
    }
}
