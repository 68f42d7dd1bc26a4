/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Shapes in the order they are painted. Solid ones also tell what they hide and how large the whole is. */
public final class Drawing {
    private final List<Part> parts = new ArrayList<>();
    private Rectangle2D bounds = new Rectangle2D.Double();

    /** Adds a filled shape. */
    public Drawing fill(Shape shape, Paint paint) {
        parts.add(new Filled(shape, paint));
        bounds = new Rectangle2D.Double();
        return this;
    }

    /** Adds a line with round ends. */
    public Drawing line(Shape shape, double width, Paint paint) {
        parts.add(new Line(shape, paint, (float) Math.max(0.4, width)));
        return this;
    }

    public void paint(Graphics2D canvas) {
        for (Part part : parts) {
            part.paint(canvas);
        }
    }

    /** Whether a solid part lies over this pixel. */
    public boolean hides(double column, double row) {
        if (!bounds().contains(column, row)) {
            return false;
        }
        for (Part part : parts) {
            if (part instanceof Filled filled && filled.solid() && filled.shape.contains(column, row)) {
                return true;
            }
        }
        return false;
    }

    /** The box around all solid parts; an empty one at 0,0 if there are none. */
    public Rectangle2D bounds() {
        if (bounds.isEmpty()) {
            bounds = boundsOfParts();
        }
        return bounds;
    }

    private Rectangle2D boundsOfParts() {
        Rectangle2D around = null;
        for (Part part : parts) {
            if (part instanceof Filled filled && filled.solid()) {
                Rectangle2D box = filled.shape.getBounds2D();
                around = around == null ? box : around.createUnion(box);
            }
        }
        return around == null ? new Rectangle2D.Double() : around;
    }

    private sealed interface Part {
        void paint(Graphics2D canvas);
    }

    private record Filled(Shape shape, Paint paint) implements Part {
        /** Shadows and glints are transparent colours. */
        boolean solid() {
            return !(paint instanceof Color colour) || colour.getAlpha() == 255;
        }

        @Override
        public void paint(Graphics2D canvas) {
            canvas.setPaint(paint);
            canvas.fill(shape);
        }
    }

    private record Line(Shape shape, Paint paint, float width) implements Part {
        @Override
        public void paint(Graphics2D canvas) {
            canvas.setPaint(paint);
            canvas.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            canvas.draw(shape);
        }
    }
}
