/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.figure.HeadShape.Spot;
import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import java.awt.Color;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;

/** Eyes, brows, nose and mouth, foreshortened as the head turns. */
final class FacePainter {
    private static final Color EYE_WHITE = new Color(0xF4F1EC);
    private static final Color PUPIL = new Color(0x17120F);
    private static final Color MOUTH = new Color(0x4A1618);
    private static final Color TEETH = new Color(0xEFEAE2);
    static final double EYE_AZIMUTH = 25;
    static final double EYE_ELEVATION = 4;

    private final Drawing drawing;
    private final HeadShape head;
    private final Look look;
    private final Pose pose;
    private final Light light;
    private final FaceCover cover;

    FacePainter(Drawing drawing, HeadShape head, Look look, Pose pose, Light light) {
        this.drawing = drawing;
        this.head = head;
        this.look = look;
        this.pose = pose;
        this.light = light;
        this.cover = new FaceCover(head, look, light);
    }

    void draw() {
        sockets();
        cover.beard(drawing);
        eye(-1);
        eye(1);
        nose();
        mouth();
        cover.worn(drawing);
    }

    private void sockets() {
        for (int side = -1; side <= 1; side += 2) {
            Spot cheek = head.spot(34 * side, -20, 1);
            if (cheek.seen()) {
                drawing.fill(
                        Outlines.ellipse(
                                cheek.column(), cheek.row(), head.pixels(0.022) * cheek.depth(), head.pixels(0.018)),
                        new Color(200, 70, 60, 26));
            }
            Spot socket = head.spot((EYE_AZIMUTH - 2) * side, EYE_ELEVATION + 3, 1);
            if (socket.seen()) {
                drawing.fill(
                        Outlines.ellipse(
                                socket.column(), socket.row(), head.pixels(0.026) * socket.depth(), head.pixels(0.019)),
                        new Color(40, 15, 10, 38));
            }
        }
    }

    private void eye(int side) {
        Spot centre = head.spot(EYE_AZIMUTH * side, EYE_ELEVATION, 1);
        if (!centre.seen()) {
            return;
        }
        Spot inner = head.spot((EYE_AZIMUTH - 11) * side, EYE_ELEVATION - 1, 1);
        Spot outer = head.spot((EYE_AZIMUTH + 12) * side, EYE_ELEVATION + 1, 1);
        double open = pose.eyesShut() ? 0.002 : 0.0125;
        double upper = centre.row() - head.pixels(open);
        double lower = centre.row() + head.pixels(0.0085);
        if (!pose.eyesShut()) {
            Path2D almond = new Path2D.Double();
            almond.moveTo(inner.column(), inner.row());
            almond.quadTo(centre.column(), 2 * upper - centre.row(), outer.column(), outer.row());
            almond.quadTo(centre.column(), lower, inner.column(), inner.row());
            drawing.fill(almond, light.on(EYE_WHITE, 0.95));
            double iris = head.pixels(0.0088);
            double narrow = Math.max(0.45, centre.depth());
            drawing.fill(
                    Outlines.ellipse(centre.column(), centre.row() - head.pixels(0.002), iris * narrow, iris),
                    light.on(look.hairColour(), 0.55));
            drawing.fill(
                    Outlines.ellipse(
                            centre.column(), centre.row() - head.pixels(0.002), iris * narrow * 0.5, iris * 0.5),
                    PUPIL);
        }
        drawing.line(
                new QuadCurve2D.Double(
                        inner.column(),
                        inner.row(),
                        centre.column(),
                        2 * upper - centre.row(),
                        outer.column(),
                        outer.row()),
                head.pixels(0.0045),
                light.on(look.skin(), 0.28));
        brow(side);
    }

    private void brow(int side) {
        Spot inner = head.spot((EYE_AZIMUTH - 14) * side, 15, 1.01);
        Spot middle = head.spot((EYE_AZIMUTH + 2) * side, 22 + 4 * pose.mouth(), 1.01);
        Spot outer = head.spot((EYE_AZIMUTH + 17) * side, 14, 1.01);
        drawing.line(
                new QuadCurve2D.Double(
                        inner.column(), inner.row(), middle.column(), middle.row(), outer.column(), outer.row()),
                head.pixels(0.0072),
                light.on(look.hairColour(), 0.7));
    }

    private void nose() {
        Spot bridge = head.spot(0, 6, 1);
        Spot tip = head.rim(0, -17, 1.24);
        Spot base = head.spot(0, -24, 1.02);
        if (tip.depth() < -0.05) {
            return;
        }
        drawing.fill(
                Outlines.polygon(bridge.column(), bridge.row(), tip.column(), tip.row(), base.column(), base.row()),
                light.on(look.skin(), 0.96));
        Spot left = head.spot(-11, -20, 1.04);
        Spot right = head.spot(11, -20, 1.04);
        double lower = base.row() + head.pixels(0.004);
        drawing.line(
                new CubicCurve2D.Double(
                        left.column(),
                        left.row(),
                        left.column(),
                        lower,
                        right.column(),
                        lower,
                        right.column(),
                        right.row()),
                head.pixels(0.0042),
                light.on(look.skin(), 0.62));
        Spot shade = head.spot(7, -14, 1.06);
        drawing.fill(
                Outlines.polygon(
                        bridge.column(),
                        bridge.row(),
                        tip.column(),
                        tip.row(),
                        right.column(),
                        right.row(),
                        shade.column(),
                        shade.row()),
                new Color(50, 20, 10, 40));
    }

    private void mouth() {
        Spot left = head.spot(-20, -39, 1);
        Spot right = head.spot(20, -39, 1);
        Spot middle = head.spot(0, -39, 1.02);
        if (middle.depth() < 0.02) {
            return;
        }
        double gap = head.pixels(0.024 * pose.mouth());
        double smile = head.pixels(0.004);
        Color lip = light.on(blend(look.skin(), new Color(0x9C3B3B), 0.5), 0.9);
        if (pose.mouth() > 0.08) {
            Path2D open = new Path2D.Double();
            open.moveTo(left.column(), left.row());
            open.quadTo(middle.column(), middle.row() - gap * 0.5, right.column(), right.row());
            open.quadTo(middle.column(), middle.row() + gap * 1.9, left.column(), left.row());
            drawing.fill(open, light.on(MOUTH));
            drawing.line(
                    Outlines.segment(
                            (left.column() + middle.column()) / 2,
                            middle.row(),
                            (right.column() + middle.column()) / 2,
                            middle.row()),
                    head.pixels(0.004),
                    light.on(TEETH));
            drawing.line(open, head.pixels(0.0055), lip);
            return;
        }
        double upper = middle.row() + smile;
        drawing.line(
                new QuadCurve2D.Double(
                        left.column(),
                        left.row(),
                        middle.column(),
                        upper + head.pixels(0.006),
                        right.column(),
                        right.row()),
                head.pixels(0.010),
                lip);
        drawing.line(
                new QuadCurve2D.Double(
                        left.column(),
                        left.row() - head.pixels(0.001),
                        middle.column(),
                        upper,
                        right.column(),
                        right.row() - head.pixels(0.001)),
                head.pixels(0.0032),
                light.on(look.skin(), 0.33));
    }

    private static Color blend(Color one, Color other, double share) {
        return new Color(
                (int) (one.getRed() + (other.getRed() - one.getRed()) * share),
                (int) (one.getGreen() + (other.getGreen() - one.getGreen()) * share),
                (int) (one.getBlue() + (other.getBlue() - one.getBlue()) * share));
    }
}
