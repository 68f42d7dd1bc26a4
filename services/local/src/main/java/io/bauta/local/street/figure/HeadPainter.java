/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.figure.HeadShape.Spot;
import io.bauta.local.street.figure.Look.Hair;
import io.bauta.local.street.figure.Look.Headwear;
import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import io.bauta.local.street.stage.Sighting;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Optional;

/** A head: skull, ears, hair and hat, and the face where it can be seen. */
final class HeadPainter {
    /** From here on a face is so far turned away that only ear and cheek are left of it. */
    private static final double HIDDEN = -0.35;
    /** Long hair and cloth hide even that. */
    private static final double HIDDEN_BY_HAIR = -0.05;

    private static final double CURL = 0.036;

    private final HeadShape head;
    private final Look look;
    private final Pose pose;
    private final Light light;
    private final Color hair;
    private final Color cloth;
    private final Shape face;
    private final HatPainter hat;

    HeadPainter(HeadShape head, Look look, Pose pose, Light light) {
        this.head = head;
        this.look = look;
        this.pose = pose;
        this.light = light;
        this.hair = light.on(look.hairColour());
        this.cloth = light.on(look.headwearColour());
        this.hat = new HatPainter(head, look, light);
        this.face = scarf() ? head.patch(-80, 42, 52, 62, 1.0) : head.patch(-93, faceTop(), 56, 90, 1.0);
    }

    /** What hangs or stands behind the head; painted before the trunk. */
    void behind(Drawing drawing) {
        if (!fromBehind()) {
            drape(drawing);
        }
    }

    /** The head itself; painted after the trunk. */
    void draw(Drawing drawing) {
        bun(drawing, false);
        if (scarf()) {
            drawing.fill(head.outline(1.13), cloth);
        } else {
            drawing.fill(head.outline(bald() ? 1.0 : 1.05), bald() ? skin() : hair);
            curls(drawing);
        }
        drawing.fill(face, skin());
        ears(drawing);
        if (!fromBehind()) {
            new FacePainter(drawing, head, look, pose, light).draw();
        }
        if (fromBehind()) {
            drape(drawing);
        }
        bun(drawing, true);
        hat.draw(drawing);
    }

    /** Chin to hair or hat, without what hangs on the shoulders. */
    Rectangle2D box() {
        Rectangle2D box = head.outline(scarf() ? 1.13 : bald() ? 1.0 : 1.05).getBounds2D();
        box = hat.box().map(box::createUnion).orElse(box);
        if (curly()) {
            double high = head.halfHeight() * 1.02 + head.pixels(CURL);
            double wide = head.halfWidth() * 1.06 + head.pixels(CURL);
            box.add(new Rectangle2D.Double(head.column() - wide, head.row() - high, 2 * wide, high));
        }
        return face().map(Sighting.Face::box).map(box::createUnion).orElse(box);
    }

    /** @return empty when the head is seen from behind */
    Optional<Sighting.Face> face() {
        if (fromBehind()) {
            return Optional.empty();
        }
        Rectangle2D box = face.getBounds2D();
        Spot tip = head.rim(0, -17, 1.24);
        box.add(tip.column(), tip.row());
        return Optional.of(new Sighting.Face(
                box, Math.toDegrees(Math.atan2(Math.sin(pose.head()), Math.cos(pose.head()))), look.mask()));
    }

    private boolean fromBehind() {
        return head.facing() <= (look.hair() == Hair.LONG || scarf() ? HIDDEN_BY_HAIR : HIDDEN);
    }

    private double faceTop() {
        return bald() ? 55 : 40;
    }

    private boolean scarf() {
        return look.headwear() == Headwear.SCARF;
    }

    private boolean curly() {
        return look.hair() == Hair.CURLY && look.headwear() == Headwear.NONE;
    }

    private boolean bald() {
        return look.hair() == Hair.BALD;
    }

    private Paint skin() {
        double half = head.halfWidth();
        return new GradientPaint(
                (float) (head.column() - half * 0.5),
                (float) head.row(),
                light.on(look.skin(), 1.04),
                (float) (head.column() + half * 1.1),
                (float) (head.row() + half),
                light.on(look.skin(), 0.74));
    }

    private void ears(Drawing drawing) {
        if (scarf() || look.hair() == Hair.LONG) {
            return;
        }
        for (int side = -1; side <= 1; side += 2) {
            Spot ear = head.spot(92 * side, -4, 1.03);
            if (ear.depth() > -0.35) {
                double wide = head.pixels(0.012 + 0.010 * Math.max(0, ear.depth()));
                drawing.fill(
                        Outlines.ellipse(ear.column(), ear.row(), wide, head.pixels(0.029)),
                        light.on(look.skin(), 0.9));
                drawing.fill(
                        Outlines.ellipse(ear.column(), ear.row(), wide * 0.5, head.pixels(0.016)),
                        light.on(look.skin(), 0.68));
            }
        }
    }

    private void curls(Drawing drawing) {
        if (!curly()) {
            return;
        }
        for (int i = 0; i < 13; i++) {
            double t = Math.toRadians(-20 + 220 * i / 12.0);
            double wide = head.halfWidth() * 1.06;
            drawing.fill(
                    Outlines.ellipse(
                            head.column() + wide * Math.cos(t),
                            head.row() - head.halfHeight() * 1.02 * Math.sin(t),
                            head.pixels(CURL),
                            head.pixels(CURL)),
                    hair);
        }
    }

    private void bun(Drawing drawing, boolean before) {
        if (look.hair() != Hair.BUN || scarf()) {
            return;
        }
        Spot knot = head.spot(180, 28, 1.25);
        if (knot.depth() > 0 == before) {
            drawing.fill(Outlines.ellipse(knot.column(), knot.row(), head.pixels(0.045), head.pixels(0.045)), hair);
        }
    }

    private void drape(Drawing drawing) {
        if (look.hair() != Hair.LONG && !scarf()) {
            return;
        }
        double back = -Math.sin(pose.head()) * head.pixels(0.02);
        double half = head.halfWidth() * (scarf() ? 1.16 : 1.08);
        double length = head.pixels(scarf() ? 0.20 : 0.235);
        drawing.fill(
                new RoundRectangle2D.Double(
                        head.column() + back - half,
                        head.row() - head.pixels(0.02),
                        2 * half,
                        length,
                        half * 0.9,
                        half * 0.9),
                scarf() ? light.on(look.headwearColour(), 0.85) : light.on(look.hairColour(), 0.86));
    }
}
