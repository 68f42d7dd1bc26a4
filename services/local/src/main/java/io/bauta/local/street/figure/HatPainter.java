/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.figure.HeadShape.Spot;
import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** Caps, beanies and hats with a brim; a scarf belongs to the head's own outline. Immutable. */
final class HatPainter {
    private final HeadShape head;
    private final Look look;
    private final Light light;
    private final Color cloth;

    HatPainter(HeadShape head, Look look, Light light) {
        this.head = head;
        this.look = look;
        this.light = light;
        this.cloth = light.on(look.headwearColour());
    }

    /** @return the box around the crown, without the brim; empty where no hat is worn */
    Optional<Rectangle2D> box() {
        return switch (look.headwear()) {
            case CAP, BEANIE, BRIMMED -> Optional.of(crown().getBounds2D());
            case NONE, SCARF -> Optional.empty();
        };
    }

    private Shape crown() {
        return switch (look.headwear()) {
            case BRIMMED -> head.dome(1.08, 24, 1.3);
            case BEANIE -> head.dome(1.1, 14, 1.12);
            default -> head.dome(1.1, 20, 1.04);
        };
    }

    void draw(Drawing drawing) {
        switch (look.headwear()) {
            case CAP -> cap(drawing);
            case BEANIE -> beanie(drawing);
            case BRIMMED -> brimmed(drawing);
            case NONE, SCARF -> {}
        }
    }

    private void cap(Drawing drawing) {
        drawing.fill(crown(), cloth);
        if (head.facing() < -0.3) {
            return;
        }
        Path2D visor = new Path2D.Double();
        Spot left = head.rim(-52, 22, 1.1);
        Spot right = head.rim(52, 22, 1.1);
        Spot edgeLeft = head.rim(-30, 11, 1.62);
        Spot edgeRight = head.rim(30, 11, 1.62);
        visor.moveTo(left.column(), left.row());
        visor.curveTo(
                edgeLeft.column(),
                edgeLeft.row() - head.pixels(0.012),
                edgeRight.column(),
                edgeRight.row() - head.pixels(0.012),
                right.column(),
                right.row());
        visor.quadTo(head.spot(0, 26, 1.1).column(), head.spot(0, 26, 1.1).row(), left.column(), left.row());
        drawing.fill(visor, light.on(look.headwearColour(), 0.72));
    }

    private void beanie(Drawing drawing) {
        drawing.fill(crown(), cloth);
        Spot left = head.rim(-90, 20, 1.11);
        double half = head.halfWidth() * 1.06;
        drawing.line(
                new QuadCurve2D.Double(
                        head.column() - half,
                        left.row(),
                        head.column(),
                        left.row() + head.pixels(0.028),
                        head.column() + half,
                        left.row()),
                head.pixels(0.030),
                light.on(look.headwearColour(), 0.75));
    }

    private void brimmed(Drawing drawing) {
        double row = head.row() - head.halfHeight() * 0.42;
        drawing.fill(crown(), cloth);
        drawing.fill(
                Outlines.ellipse(head.column(), row, head.halfWidth() * 1.62, head.pixels(0.027)),
                light.on(look.headwearColour(), 0.7));
    }
}
