/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.place;

import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import io.bauta.local.street.stage.StreetCamera;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** Everything behind the people and cars, painted once. */
public final class Backdrop {
    static final double FACADES = 17.6;
    static final double FAR_KERB = 14.4;
    static final double NEAR_KERB = 7.6;

    private static final Color ASPHALT = new Color(0x6B6D70);
    private static final Color SLABS = new Color(0xB5ADA0);
    private static final Color KERB = new Color(0xCFC9BE);
    private static final Color RAIL = new Color(0x8E9499);
    private static final Color MARKING = new Color(0xE4E2DA);

    private final StreetCamera camera;
    private final Light light;
    private final RandomGenerator chance;
    private final Graphics2D canvas;

    private Backdrop(StreetCamera camera, Light light, RandomGenerator chance, Graphics2D canvas) {
        this.camera = camera;
        this.light = light;
        this.chance = chance;
        this.canvas = canvas;
    }

    /** @return a picture of the camera's size, RGB */
    public static BufferedImage paint(StreetCamera camera, Light light, RandomGenerator chance) {
        BufferedImage picture = new BufferedImage(camera.width(), camera.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        Backdrop backdrop = new Backdrop(camera, light, chance, canvas);
        backdrop.ground();
        new Houses(camera, light, chance, canvas).paint();
        backdrop.furniture();
        canvas.dispose();
        new Grain(chance).rub(picture, camera);
        return picture;
    }

    private void ground() {
        int height = camera.height();
        canvas.setPaint(new GradientPaint(
                0,
                (float) camera.row(0, FAR_KERB),
                light.on(ASPHALT, 0.92),
                0,
                (float) camera.row(0, NEAR_KERB),
                light.on(ASPHALT, 1.05)));
        canvas.fillRect(0, 0, camera.width(), height);
        fill(band(FAR_KERB, FACADES), light.on(SLABS, 0.9));
        fill(band(FAR_KERB - 0.16, FAR_KERB), light.on(KERB));
        fill(band(FAR_KERB - 0.3, FAR_KERB - 0.16), light.on(KERB, 0.6));
        rails();
        markings();
        nearPavement();
        cover();
    }

    private void rails() {
        for (double z : new double[] {11.6, 13.0}) {
            fill(band(z, z + 0.09), light.on(RAIL));
            fill(band(z - 0.07, z), light.on(ASPHALT, 0.7));
        }
    }

    private void markings() {
        for (double x = -12; x < 12; x += 2.4) {
            fill(tile(x, x + 1.2, 10.75, 10.87), light.on(MARKING, 0.95));
        }
    }

    private void nearPavement() {
        double front = 1.9;
        fill(band(front, NEAR_KERB), light.on(SLABS));
        fill(band(NEAR_KERB, NEAR_KERB + 0.2), light.on(KERB, 1.05));
        for (double z = 2.5; z < NEAR_KERB - 0.2; z += 0.6) {
            int row = (int) Math.round(z / 0.6);
            for (double x = -8 + (row % 2) * 0.45; x < 8; x += 0.9) {
                fill(tile(x, x + 0.9, z, z + 0.6), light.on(SLABS, 0.95 + 0.08 * chance.nextDouble()));
            }
        }
        canvas.setPaint(light.on(SLABS, 0.82));
        canvas.setStroke(new BasicStroke((float) (camera.height() / 720.0 * 1.1)));
        for (double z = 2.5; z < NEAR_KERB; z += 0.6) {
            double row = camera.row(0, z);
            canvas.draw(Outlines.segment(0, row, camera.width(), row));
        }
        fill(band(NEAR_KERB - 0.5, NEAR_KERB - 0.2), light.on(SLABS, 0.86));
    }

    private void cover() {
        for (double radius : new double[] {0.36, 0.30}) {
            double z = 9.4;
            fill(
                    Outlines.ellipse(
                            camera.column(-2.4, z),
                            camera.row(0, z),
                            radius * camera.scale(z),
                            radius * (camera.row(0, z - 0.5) - camera.row(0, z + 0.5))),
                    light.on(ASPHALT, radius > 0.33 ? 0.7 : 0.85));
        }
    }

    private void furniture() {
        for (double x : new double[] {-6.3, 0.2, 6.9}) {
            tree(x);
        }
    }

    private void tree(double x) {
        double z = FAR_KERB + 0.35;
        double metre = camera.scale(z);
        double column = camera.column(x, z);
        double ground = camera.row(0, z);
        fill(Outlines.ellipse(column, ground, metre * 0.55, metre * 0.09), light.on(new Color(0x5C5145)));
        fill(
                Outlines.polygon(
                        column - 0.10 * metre,
                        ground,
                        column + 0.10 * metre,
                        ground,
                        column + 0.06 * metre,
                        ground - 3.0 * metre,
                        column - 0.06 * metre,
                        ground - 3.0 * metre),
                light.on(new Color(0x5A4636)));
        for (int i = 0; i < 70; i++) {
            double high = chance.nextDouble();
            double wide = 1.35 * Math.sqrt(1 - Math.pow(high - 0.4, 2) * 1.6);
            double leafColumn = column + metre * wide * (2 * chance.nextDouble() - 1);
            double leafRow = ground - metre * (2.55 + 2.6 * high);
            double size = metre * (0.22 + 0.2 * chance.nextDouble());
            Color leaf = new Color(70 + chance.nextInt(40), 105 + chance.nextInt(45), 58 + chance.nextInt(24));
            fill(Outlines.ellipse(leafColumn, leafRow, size, size * 0.8), light.on(leaf, 0.75 + 0.4 * high));
        }
    }

    private void fill(Shape shape, Color colour) {
        canvas.setPaint(colour);
        canvas.fill(shape);
    }

    private Shape band(double near, double far) {
        double reach = camera.reach(far) + 1;
        return tile(-reach * 3, reach * 3, near, far);
    }

    private Shape tile(double left, double right, double near, double far) {
        return Outlines.polygon(
                camera.column(left, near),
                camera.row(0, near),
                camera.column(right, near),
                camera.row(0, near),
                camera.column(right, far),
                camera.row(0, far),
                camera.column(left, far),
                camera.row(0, far));
    }
}
