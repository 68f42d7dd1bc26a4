/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.traffic;

import io.bauta.local.street.stage.Actor;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Moment;
import io.bauta.local.street.stage.Posed;
import io.bauta.local.street.stage.StreetCamera;
import java.awt.Color;
import java.util.Optional;

/**
 * One vehicle in its lane. Immutable.
 *
 * @param plate what is written on its plates
 * @param z distance of its near side, metres
 * @param direction 1 to the right, -1 to the left
 * @param way metres it travels between leaving the picture and coming back, and through it
 * @param turns how often in one scene
 */
record Vehicle(
        String id,
        Profile profile,
        Color paint,
        String plate,
        double z,
        int direction,
        double way,
        int turns,
        double offset,
        StreetCamera camera,
        Light light)
        implements Actor {

    /** Where its middle is, metres to the right. */
    double x(Moment moment) {
        return direction * way * (moment.turn(turns, offset) - 0.5);
    }

    @Override
    public Optional<Posed> at(Moment moment) {
        double x = x(moment);
        if (Math.abs(x) > camera.reach(z + profile.wide()) + profile.length() / 2 + 1) {
            return Optional.empty();
        }
        VehiclePainter painter = new VehiclePainter(this, x);
        return Optional.of(new Posed(z, painter.draw(), painter.plates()));
    }
}
