/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.traffic;

import io.bauta.local.street.stage.Actor;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Moment;
import io.bauta.local.street.stage.StreetCamera;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Two lanes: the near one goes to the right, the far one to the left and carries the tram. All in a lane go at one speed,
 * so nobody drives through another. Deterministic and immutable.
 */
public final class Traffic {
    private static final double NEAR_LANE = 8.6;
    private static final double FAR_LANE = 11.3;
    private static final List<Color> PAINTS = List.of(
            new Color(0xB9352E),
            new Color(0x3C5A78),
            new Color(0xD8D9D6),
            new Color(0x2F3338),
            new Color(0x7E8A8F),
            new Color(0x4F7A5B),
            new Color(0xE3B04B));
    private static final Color TRAM_PAINT = new Color(0xC0392F);

    private final List<Vehicle> vehicles = new ArrayList<>();

    private Traffic() {}

    /** @param seconds the scene lasts */
    public static Traffic of(StreetCamera camera, Light light, double seconds, RandomGenerator chance) {
        Traffic traffic = new Traffic();
        Lane near = new Lane(NEAR_LANE, 1, 8.5, seconds, camera, light);
        Lane far = new Lane(FAR_LANE, -1, 6.5, seconds, camera, light);
        for (double offset : new double[] {0.06, 0.40, 0.72}) {
            traffic.join(near, chance.nextInt(4) == 0 ? Profile.VAN : car(chance), paint(chance), offset, chance);
        }
        traffic.join(far, car(chance), paint(chance), 0.02, chance);
        traffic.join(far, Profile.VAN, paint(chance), 0.33, chance);
        traffic.join(far, Profile.TRAM, TRAM_PAINT, 0.68, chance);
        return traffic;
    }

    public List<Actor> actors() {
        return List.copyOf(vehicles);
    }

    /** How loud the traffic is at a moment, from 0: each vehicle counts less the farther off it is. */
    public double loudness(Moment moment) {
        double sum = 0;
        for (Vehicle vehicle : vehicles) {
            double distance = Math.hypot(vehicle.x(moment), vehicle.z());
            sum += vehicle.profile().length() * vehicle.z() / (distance * distance);
        }
        return sum;
    }

    private void join(Lane lane, Profile profile, Color paint, double offset, RandomGenerator chance) {
        vehicles.add(new Vehicle(
                "vehicle-" + (vehicles.size() + 1),
                profile,
                paint,
                plate(chance),
                lane.z,
                lane.direction,
                lane.way(),
                lane.turns(),
                offset,
                lane.camera,
                lane.light));
    }

    /** Plates of no real register: two letters that none of them starts with, then figures. */
    private static String plate(RandomGenerator chance) {
        String letters = "ABCDEFGHJKLMNPRSTVWXYZ";
        return "QX-" + letters.charAt(chance.nextInt(letters.length())) + (100 + chance.nextInt(900));
    }

    private static Profile car(RandomGenerator chance) {
        return chance.nextBoolean() ? Profile.HATCHBACK : Profile.SALOON;
    }

    private static Color paint(RandomGenerator chance) {
        return PAINTS.get(chance.nextInt(PAINTS.size()));
    }

    private record Lane(double z, int direction, double speed, double seconds, StreetCamera camera, Light light) {
        /** Long enough that even the tram is out of sight at either end. */
        private double shortest() {
            return 2 * camera.reach(z + 2.5) + 18;
        }

        int turns() {
            return (int) Math.max(1, Math.round(speed * seconds / 90));
        }

        double way() {
            return Math.max(shortest(), speed * seconds / turns());
        }
    }
}
