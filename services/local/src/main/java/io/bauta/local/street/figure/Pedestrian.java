/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.stage.Actor;
import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Moment;
import io.bauta.local.street.stage.Posed;
import io.bauta.local.street.stage.Sighting;
import io.bauta.local.street.stage.StreetCamera;
import java.util.List;
import java.util.Optional;

/** A person on the pavement. Immutable. */
final class Pedestrian implements Actor {
    /** Metres a double step: 1.4 at a walking pace. */
    private static final double DOUBLE_STEP = 1.4;
    /** Half of what a person with bag may take to either side, metres. */
    private static final double ROOM = 0.75;

    private final String id;
    private final Look look;
    private final Route route;
    private final Habit habit;
    private final StreetCamera camera;
    private final Light light;

    Pedestrian(String id, Look look, Route route, Habit habit, StreetCamera camera, Light light) {
        this.id = id;
        this.look = look;
        this.route = route;
        this.habit = habit;
        this.camera = camera;
        this.light = light;
    }

    @Override
    public Optional<Posed> at(Moment moment) {
        Route.Place place = route.at(moment);
        if (Math.abs(place.x()) > camera.reach(place.z()) + ROOM) {
            return Optional.empty();
        }
        double scale = camera.scale(place.z());
        // The camera does not look along z but at the person, so somebody off its axis is seen a little from the side.
        double aside = Math.atan2(place.x(), place.z());
        double body = place.heading() + aside;
        double talk = habit.mouth().applyAsDouble(moment.seconds());
        Pose pose = new Pose(
                body,
                body + habit.turned(moment),
                habit.nod(moment),
                place.walked() / DOUBLE_STEP,
                route.stride(),
                talk,
                habit.blinks(moment),
                gesture(moment));
        double column = camera.column(place.x(), place.z());
        double ground = camera.row(0, place.z());
        return Optional.of(figure(pose, column, ground, scale, place.z()));
    }

    private double gesture(Moment moment) {
        return habit.mouth() == Habit.SILENT ? 0 : 0.35 + 0.3 * moment.swing(5, habit.offset());
    }

    private Posed figure(Pose pose, double column, double ground, double scale, double distance) {
        BodyPainter body = new BodyPainter(column, ground, scale, look, pose, light);
        HeadShape shape =
                new HeadShape(body.headColumn(), body.headRow(), scale * look.height() / 1.72, pose.head(), pose.nod());
        HeadPainter head = new HeadPainter(shape, look, pose, light);
        Drawing drawing = new Drawing();
        body.shadow(drawing);
        head.behind(drawing);
        body.draw(drawing);
        head.draw(drawing);
        Sighting person = new Sighting.Person(id, drawing.bounds().createUnion(head.box()), head.box(), head.face());
        return new Posed(distance, drawing, List.of(person));
    }
}
