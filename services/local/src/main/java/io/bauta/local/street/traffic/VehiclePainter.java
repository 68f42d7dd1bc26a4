/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.traffic;

import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Lettering;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import io.bauta.local.street.stage.Sighting;
import io.bauta.local.street.traffic.Profile.Corner;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A vehicle at one place: its side view drawn out into depth, with glass, lamps, wheels and number plates. */
final class VehiclePainter {
    private static final Color GLASS = new Color(0x2B3A45);
    private static final Color LIT = new Color(0xF4DFA0);
    private static final Color TYRE = new Color(0x17181A);
    private static final Color HUB = new Color(0xA9ADB2);
    private static final Color HEADLAMP = new Color(0xFFF6DC);
    private static final Color TAIL_LAMP = new Color(0xC8302A);
    private static final Color PLATE = new Color(0xF1F1EA);
    private static final Color INK = new Color(0x101418);
    private static final double PLATE_WIDE = 0.52;
    private static final double PLATE_LOW = 0.47;
    private static final double PLATE_HIGH = 0.585;

    private final Vehicle vehicle;
    private final Profile profile;
    private final VehicleView view;
    private final Light light;
    private final double x;
    private final List<Sighting> plates = new ArrayList<>();

    VehiclePainter(Vehicle vehicle, double x) {
        this.vehicle = vehicle;
        this.profile = vehicle.profile();
        this.view = new VehicleView(vehicle, x);
        this.light = vehicle.light();
        this.x = x;
    }

    Drawing draw() {
        Drawing drawing = new Drawing();
        drawing.fill(view.quad(-0.1, 0, 0, profile.length() + 0.1, 0, profile.wide()), new Color(5, 8, 14, 90));
        body(drawing);
        drawing.fill(view.side(), light.on(vehicle.paint()));
        trim(drawing);
        panes(drawing);
        wheels(drawing);
        return drawing;
    }

    List<Sighting> plates() {
        return plates;
    }

    /** Every face of the outline that looks at the camera, drawn out from the near side to the far one. */
    private void body(Drawing drawing) {
        List<Corner> corners = profile.outline();
        for (int i = 0; i + 1 < corners.size(); i++) {
            Corner from = corners.get(i);
            Corner to = corners.get(i + 1);
            if (!view.seen(from, to)) {
                continue;
            }
            boolean end = i == 0 || i == corners.size() - 2;
            double brightness = end ? 0.8 : from.glass() ? 1 : 1.12;
            Color colour = from.glass() && !end ? glass() : light.on(vehicle.paint(), brightness);
            drawing.fill(view.face(from, to), colour);
            if (from.glass() && end) {
                drawing.fill(view.face(from, to), glass());
            }
            if (end) {
                end(drawing, i == 0);
            }
        }
    }

    /** Lamps and the number plate on tail or nose. */
    private void end(Drawing drawing, boolean tail) {
        double along = tail ? 0 : profile.length();
        double wide = profile.wide();
        for (int i = 0; i < 2; i++) {
            double from = i == 0 ? 0.08 : wide - 0.40;
            Color lamp = tail ? TAIL_LAMP : HEADLAMP;
            drawing.fill(
                    view.upright(along, from, from + 0.32, 0.62, 0.78), light.lamps() ? lamp : light.on(lamp, 0.9));
        }
        if (!profile.plates()) {
            return;
        }
        double from = (wide - PLATE_WIDE) / 2;
        Shape plate = view.upright(along, from, from + PLATE_WIDE, PLATE_LOW, PLATE_HIGH);
        drawing.fill(plate, light.lamps() && tail ? PLATE : light.on(PLATE));
        boolean mirrored = view.column(along, from + PLATE_WIDE) < view.column(along, from);
        Path2D text = Lettering.strokes(vehicle.plate(), (across, down) -> {
            double share = 0.06 + 0.88 * (mirrored ? 1 - across : across);
            double deep = from + PLATE_WIDE * share;
            double up = PLATE_HIGH - (PLATE_HIGH - PLATE_LOW) * (0.18 + 0.64 * down);
            return new double[] {view.column(along, deep), view.row(up, deep)};
        });
        drawing.line(text, view.metre() * 0.011, INK);
        plates.add(
                new Sighting.Plate(vehicle.id() + (tail ? "-rear" : "-front"), plate.getBounds2D(), vehicle.plate()));
    }

    private void trim(Drawing drawing) {
        double pixel = view.metre();
        double length = profile.length();
        drawing.fill(
                Outlines.polygon(
                        view.column(0, 0),
                        view.row(0.5, 0),
                        view.column(length, 0),
                        view.row(0.5, 0),
                        view.column(length, 0),
                        view.row(0.3, 0),
                        view.column(0, 0),
                        view.row(0.34, 0)),
                light.on(vehicle.paint(), 0.62));
        drawing.line(
                Outlines.segment(
                        view.column(0.1, 0), view.row(0.84, 0), view.column(length - 0.3, 0), view.row(0.8, 0)),
                pixel * 0.02,
                light.on(vehicle.paint(), 0.78));
        if (profile.length() > 10) {
            drawing.fill(
                    Outlines.polygon(
                            view.column(0.35, 0),
                            view.row(2.95, 0),
                            view.column(13.6, 0),
                            view.row(2.95, 0),
                            view.column(13.5, 0),
                            view.row(2.6, 0),
                            view.column(0.5, 0),
                            view.row(2.6, 0)),
                    light.on(new Color(0xF2ECDF)));
            sign(drawing, "7 MARKET SQUARE", 5.0, 9.0, 2.66, 2.9);
        }
    }

    private void sign(Drawing drawing, String text, double from, double to, double low, double high) {
        double left = vehicle.direction() > 0 ? from : to;
        double right = vehicle.direction() > 0 ? to : from;
        Path2D strokes = Lettering.strokes(text, (across, down) -> new double[] {
            view.column(left + (right - left) * across, 0), view.row(high - (high - low) * (0.1 + 0.8 * down), 0)
        });
        drawing.line(strokes, view.metre() * 0.03, light.on(new Color(0x2A2A2A)));
    }

    private void panes(Drawing drawing) {
        for (Profile.Pane pane : profile.panes()) {
            drawing.fill(
                    Outlines.polygon(
                            view.column(pane.from(), 0),
                            view.row(pane.low(), 0),
                            view.column(pane.to(), 0),
                            view.row(pane.low(), 0),
                            view.column(pane.toTop(), 0),
                            view.row(pane.high(), 0),
                            view.column(pane.fromTop(), 0),
                            view.row(pane.high(), 0)),
                    profile.length() > 10 && light.lamps() ? LIT : glass());
            double third = (pane.to() - pane.from()) / 3;
            drawing.fill(
                    Outlines.polygon(
                            view.column(pane.from() + third, 0),
                            view.row(pane.low(), 0),
                            view.column(pane.from() + 1.6 * third, 0),
                            view.row(pane.low(), 0),
                            view.column(pane.fromTop() + 2.1 * third, 0),
                            view.row(pane.high(), 0),
                            view.column(pane.fromTop() + 1.5 * third, 0),
                            view.row(pane.high(), 0)),
                    new Color(255, 255, 255, 34));
        }
    }

    private void wheels(Drawing drawing) {
        double pixel = view.metre();
        double rolled = x * vehicle.direction() / profile.wheel();
        for (double axle : profile.wheels()) {
            double column = view.column(axle, 0);
            double row = view.row(profile.wheel(), 0);
            double radius = profile.wheel() * pixel;
            drawing.fill(Outlines.ellipse(column, row, radius * 1.12, radius * 1.12), new Color(0x101113));
            drawing.fill(Outlines.ellipse(column, row, radius, radius), light.on(TYRE));
            drawing.fill(Outlines.ellipse(column, row, radius * 0.62, radius * 0.62), light.on(HUB));
            for (int spoke = 0; spoke < 5; spoke++) {
                double angle = vehicle.direction() * rolled + spoke * 2 * Math.PI / 5;
                drawing.line(
                        Outlines.segment(
                                column + radius * 0.15 * Math.cos(angle), row + radius * 0.15 * Math.sin(angle),
                                column + radius * 0.55 * Math.cos(angle), row + radius * 0.55 * Math.sin(angle)),
                        radius * 0.14,
                        light.on(HUB, 0.55));
            }
        }
    }

    private Color glass() {
        return light.on(GLASS);
    }
}
