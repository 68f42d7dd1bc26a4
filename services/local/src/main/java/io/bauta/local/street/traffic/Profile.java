/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.traffic;

import java.util.List;

/**
 * The side view of a vehicle: metres from its tail and from the ground. Immutable.
 *
 * @param outline corners from the tail's lower end over the roof to the nose's lower end
 * @param panes windows in the side
 * @param wheels where the axles are
 * @param wheel radius
 * @param wide metres from side to side
 * @param plates whether it carries number plates
 */
record Profile(List<Corner> outline, List<Pane> panes, List<Double> wheels, double wheel, double wide, boolean plates) {

    /** @param glass whether the face from this corner to the next is a window */
    record Corner(double along, double up, boolean glass) {}

    /** A window: its lower edge and, shorter or shifted, its upper one. */
    record Pane(double from, double to, double low, double fromTop, double toTop, double high) {}

    static final Profile HATCHBACK = new Profile(
            List.of(
                    c(0, 0.32),
                    c(0, 0.92, true),
                    c(0.5, 1.44),
                    c(2.25, 1.47, true),
                    c(3.0, 1.0),
                    c(3.95, 0.78),
                    c(4.05, 0.3)),
            List.of(new Pane(0.42, 1.55, 0.96, 0.7, 1.55, 1.36), new Pane(1.63, 2.82, 0.96, 1.63, 2.2, 1.38)),
            List.of(0.72, 3.25),
            0.31,
            1.75,
            true);

    static final Profile SALOON = new Profile(
            List.of(
                    c(0, 0.34),
                    c(0.02, 0.95),
                    c(0.8, 1.02, true),
                    c(1.35, 1.42),
                    c(2.65, 1.44, true),
                    c(3.45, 0.98),
                    c(4.5, 0.78),
                    c(4.6, 0.32)),
            List.of(new Pane(1.1, 2.0, 0.99, 1.48, 2.0, 1.35), new Pane(2.08, 3.25, 0.99, 2.08, 2.62, 1.36)),
            List.of(0.85, 3.75),
            0.32,
            1.8,
            true);

    static final Profile VAN = new Profile(
            List.of(
                    c(0, 0.4),
                    c(0, 1.0, true),
                    c(0.05, 1.85),
                    c(0.2, 2.02),
                    c(3.4, 2.05, true),
                    c(4.25, 1.2),
                    c(4.85, 1.0),
                    c(4.95, 0.38)),
            List.of(new Pane(3.0, 4.02, 1.2, 3.0, 3.4, 1.85)),
            List.of(0.9, 3.95),
            0.35,
            1.9,
            true);

    static final Profile TRAM = new Profile(
            List.of(c(0, 0.3), c(0.1, 1.2, true), c(0.7, 3.0), c(13.3, 3.0, true), c(13.9, 1.2), c(14, 0.3)),
            tramPanes(),
            List.of(),
            0.3,
            2.3,
            false);

    private static List<Pane> tramPanes() {
        return java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> 1.0 + i * 1.53)
                .map(from -> new Pane(from, from + 1.33, 1.15, from, from + 1.33, 2.35))
                .toList();
    }

    double length() {
        return outline.getLast().along();
    }

    private static Corner c(double along, double up) {
        return new Corner(along, up, false);
    }

    private static Corner c(double along, double up, boolean glass) {
        return new Corner(along, up, glass);
    }
}
