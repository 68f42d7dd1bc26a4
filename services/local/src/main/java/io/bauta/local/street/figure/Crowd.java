/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.stage.Actor;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.StreetCamera;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Everybody in the street: walkers on the far pavement (faces of about 12 pixels at 720 lines), on the near one (35) and
 * close by the camera (90), some coming diagonally towards it, and a few who stand and talk. Deterministic.
 */
public final class Crowd {
    private static final double PACE = 1.3;
    private static final double ROOM = 0.8;

    private final StreetCamera camera;
    private final Light light;
    private final double seconds;
    private final RandomGenerator chance;
    private final List<Actor> people = new ArrayList<>();

    private Crowd(StreetCamera camera, Light light, double seconds, RandomGenerator chance) {
        this.camera = camera;
        this.light = light;
        this.seconds = seconds;
        this.chance = chance;
    }

    /**
     * @param seconds the scene lasts
     * @param mouths how wide the mouth of each speaker is open, by speaker's name
     */
    public static List<Actor> gather(
            StreetCamera camera,
            Light light,
            double seconds,
            Map<String, DoubleUnaryOperator> mouths,
            RandomGenerator chance) {
        Crowd crowd = new Crowd(camera, light, seconds, chance);
        crowd.talkers(mouths);
        for (int i = 0; i < 6; i++) {
            crowd.passer(14.9 + 0.33 * i, i % 2 == 0 ? 1 : -1);
        }
        double[] near = {6.7, 6.3, 5.9, 4.3, 3.9};
        for (int i = 0; i < near.length; i++) {
            crowd.passer(near[i], i % 2 == 0 ? -1 : 1);
        }
        crowd.approaching(6.4, 2.6, 1, 0.10);
        crowd.approaching(6.8, 3.2, -1, 0.62);
        crowd.passer(2.5, -1);
        return List.copyOf(crowd.people);
    }

    private void passer(double z, int direction) {
        double reach = camera.reach(z) + ROOM;
        double length = PACE * (0.85 + 0.3 * chance.nextDouble()) * seconds;
        int turns = (int) Math.max(1, Math.min(2, length / (4 * reach)));
        double half = Math.max(reach, length / turns / 2);
        walk(new Route.Walk(-half * direction, z, half * direction, z, turns, chance.nextDouble()), -0.5 * direction);
    }

    private void approaching(double fromZ, double toZ, int direction, double offset) {
        double from = camera.reach(fromZ) + ROOM;
        double to = camera.reach(toZ) + ROOM;
        walk(new Route.Walk(-from * direction, fromZ, to * direction, toZ, 1, offset), -0.35 * direction);
    }

    private void walk(Route route, double lean) {
        add(Look.of(chance), route, Habit.lookingAbout(chance, lean));
    }

    private void talkers(Map<String, DoubleUnaryOperator> mouths) {
        stand("anna", true, -1.25, 4.6, 0.7, mouths);
        stand("ben", false, -0.42, 4.7, -0.65, mouths);
        stand("carol", true, 2.3, 6.1, -0.35, mouths);
    }

    private void stand(
            String speaker,
            boolean longer,
            double x,
            double z,
            double heading,
            Map<String, DoubleUnaryOperator> mouths) {
        Habit about = Habit.lookingAbout(chance, 0);
        add(
                Look.of(chance, longer),
                new Route.Stand(x, z, heading),
                new Habit(
                        about.lean(),
                        0.6 * about.wander(),
                        about.turns(),
                        about.offset(),
                        mouths.getOrDefault(speaker, Habit.SILENT)));
    }

    private void add(Look look, Route route, Habit habit) {
        people.add(new Pedestrian("person-" + (people.size() + 1), look, route, habit, camera, light));
    }
}
