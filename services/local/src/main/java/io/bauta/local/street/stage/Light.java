/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.stage;

import java.awt.Color;

/** The hour of the day; every colour that does not shine by itself goes through {@link #on}. Immutable. */
public enum Light {
    DAY(1, 1, 1),
    DUSK(0.56, 0.50, 0.60);

    private final double red;
    private final double green;
    private final double blue;

    Light(double red, double green, double blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** Whether lamps and windows are lit. */
    public boolean lamps() {
        return this == DUSK;
    }

    /** A surface's colour as it looks in this light; transparency is kept. */
    public Color on(Color surface) {
        return new Color(
                (int) (surface.getRed() * red),
                (int) (surface.getGreen() * green),
                (int) (surface.getBlue() * blue),
                surface.getAlpha());
    }

    /** The surface lighter (above 1) or darker (below 1) than it is, in this light. */
    public Color on(Color surface, double brightness) {
        return on(new Color(
                scaled(surface.getRed(), brightness),
                scaled(surface.getGreen(), brightness),
                scaled(surface.getBlue(), brightness),
                surface.getAlpha()));
    }

    private static int scaled(int channel, double brightness) {
        return (int) Math.clamp(channel * brightness, 0, 255);
    }
}
