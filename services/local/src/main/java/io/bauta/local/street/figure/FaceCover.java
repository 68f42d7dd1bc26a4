/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.figure.HeadShape.Spot;
import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import java.awt.Color;
import java.awt.geom.QuadCurve2D;

/** What covers part of a face: beard, mask, glasses. Immutable. */
final class FaceCover {
    private static final Color FRAME = new Color(0x22201F);
    private static final Color MASK = new Color(0xBFD9E3);

    private final HeadShape head;
    private final Look look;
    private final Light light;

    FaceCover(HeadShape head, Look look, Light light) {
        this.head = head;
        this.look = look;
        this.light = light;
    }

    /** Painted over everything else of the face. */
    void worn(Drawing drawing) {
        if (look.mask()) {
            mask(drawing);
        }
        if (look.glasses()) {
            glasses(drawing);
        }
    }

    /** Painted under nose and mouth. */
    void beard(Drawing drawing) {
        if (!look.beard()) {
            return;
        }
        Color hair = light.on(look.hairColour(), 0.95);
        drawing.fill(head.patch(-92, -28, 62, 84, 1.02), hair);
        drawing.fill(head.patch(-46, -18, 40, 20, 1.0), light.on(look.skin(), 0.97));
        Spot left = head.spot(-24, -36, 1.01);
        Spot right = head.spot(24, -36, 1.01);
        Spot middle = head.spot(0, -27, 1.04);
        if (middle.depth() > 0.02) {
            drawing.line(
                    new QuadCurve2D.Double(
                            left.column(), left.row(), middle.column(), middle.row(), right.column(), right.row()),
                    head.pixels(0.013),
                    hair);
        }
    }

    private void mask(Drawing drawing) {
        drawing.fill(head.patch(-78, -7, 42, 66, 1.04), light.on(MASK));
        Spot left = head.spot(-44, -40, 1.05);
        Spot right = head.spot(44, -40, 1.05);
        drawing.line(
                Outlines.segment(left.column(), left.row(), right.column(), right.row()),
                head.pixels(0.003),
                light.on(MASK, 0.8));
        for (int side = -1; side <= 1; side += 2) {
            Spot edge = head.spot(56 * side, -18, 1.02);
            Spot ear = head.rim(88 * side, 4, 1.0);
            if (edge.depth() > -0.2) {
                drawing.line(
                        Outlines.segment(edge.column(), edge.row(), ear.column(), ear.row()),
                        head.pixels(0.004),
                        light.on(MASK));
            }
        }
    }

    private void glasses(Drawing drawing) {
        for (int side = -1; side <= 1; side += 2) {
            Spot lens = head.spot((FacePainter.EYE_AZIMUTH + 1) * side, FacePainter.EYE_ELEVATION - 1, 1.06);
            if (lens.depth() > 0.15) {
                double half = head.pixels(0.027) * Math.max(0.2, lens.depth());
                drawing.fill(
                        Outlines.ellipse(lens.column(), lens.row(), half, head.pixels(0.022)),
                        new Color(235, 245, 255, 40));
                drawing.line(
                        Outlines.ellipse(lens.column(), lens.row(), half, head.pixels(0.022)),
                        head.pixels(0.005),
                        light.on(FRAME));
            }
            Spot hinge = head.rim(50 * side, FacePainter.EYE_ELEVATION + 2, 1.05);
            Spot ear = head.rim(88 * side, FacePainter.EYE_ELEVATION + 4, 1.02);
            if (hinge.depth() > 0) {
                drawing.line(
                        Outlines.segment(hinge.column(), hinge.row(), ear.column(), ear.row()),
                        head.pixels(0.005),
                        light.on(FRAME));
            }
        }
    }
}
