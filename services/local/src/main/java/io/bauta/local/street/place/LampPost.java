/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.place;

import io.bauta.local.street.stage.Actor;
import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Moment;
import io.bauta.local.street.stage.Outlines;
import io.bauta.local.street.stage.Posed;
import io.bauta.local.street.stage.StreetCamera;
import java.awt.Color;
import java.util.List;
import java.util.Optional;

/** A post on the near pavement that people and cars pass behind. Immutable. */
public final class LampPost implements Actor {
    private static final Color IRON = new Color(0x2C3532);
    private static final Color BIN = new Color(0x3F5E4C);
    private final Posed posed;

    public LampPost(double x, double z, StreetCamera camera, Light light) {
        double metre = camera.scale(z);
        double column = camera.column(x, z);
        double ground = camera.row(0, z);
        Drawing drawing = new Drawing();
        drawing.fill(Outlines.ellipse(column, ground, metre * 0.3, metre * 0.06), new Color(8, 10, 18, 60));
        drawing.fill(box(column, ground, 0.045 * metre, 6 * metre), light.on(IRON));
        drawing.fill(box(column - 0.02 * metre, ground, 0.012 * metre, 6 * metre), light.on(IRON, 1.7));
        drawing.fill(box(column, ground, 0.09 * metre, 0.7 * metre), light.on(IRON, 1.1));
        drawing.fill(box(column + 0.27 * metre, ground - 0.45 * metre, 0.17 * metre, 0.5 * metre), light.on(BIN));
        drawing.fill(box(column + 0.27 * metre, ground - 0.93 * metre, 0.19 * metre, 0.05 * metre), light.on(BIN, 0.7));
        this.posed = new Posed(z, drawing, List.of());
    }

    private static java.awt.Shape box(double column, double ground, double half, double tall) {
        return Outlines.polygon(
                column - half,
                ground,
                column + half,
                ground,
                column + half,
                ground - tall,
                column - half,
                ground - tall);
    }

    @Override
    public Optional<Posed> at(Moment moment) {
        return Optional.of(posed);
    }
}
