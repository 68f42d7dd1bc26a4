/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** Shapes the street is drawn with, in pixels. */
public final class Outlines {
    private static final int ARC = 6;

    private Outlines() {}

    public static Shape ellipse(double column, double row, double halfWidth, double halfHeight) {
        return new Ellipse2D.Double(column - halfWidth, row - halfHeight, 2 * halfWidth, 2 * halfHeight);
    }

    public static Shape segment(double column1, double row1, double column2, double row2) {
        return new Line2D.Double(column1, row1, column2, row2);
    }

    /** A closed shape through column, row, column, row, ... */
    public static Path2D polygon(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** The hull of two circles: a limb that grows thinner. */
    public static Shape limb(double column1, double row1, double radius1, double column2, double row2, double radius2) {
        double length = Math.hypot(column2 - column1, row2 - row1);
        if (length <= Math.abs(radius1 - radius2) + 1e-9) {
            return radius1 >= radius2
                    ? ellipse(column1, row1, radius1, radius1)
                    : ellipse(column2, row2, radius2, radius2);
        }
        double along = Math.atan2(row2 - row1, column2 - column1);
        double tangent = Math.acos((radius1 - radius2) / length);
        double[] corners = new double[4 * (ARC + 1)];
        for (int i = 0; i <= ARC; i++) {
            double far = along - tangent + 2 * tangent * i / ARC;
            corners[2 * i] = column2 + radius2 * Math.cos(far);
            corners[2 * i + 1] = row2 + radius2 * Math.sin(far);
            double near = along + tangent + 2 * (Math.PI - tangent) * i / ARC;
            corners[2 * (ARC + 1 + i)] = column1 + radius1 * Math.cos(near);
            corners[2 * (ARC + 1 + i) + 1] = row1 + radius1 * Math.sin(near);
        }
        return polygon(corners);
    }
}
