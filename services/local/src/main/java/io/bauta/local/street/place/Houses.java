/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.place;

import io.bauta.local.street.stage.Lettering;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import io.bauta.local.street.stage.StreetCamera;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.util.List;
import java.util.random.RandomGenerator;

/** A row of houses with shops below and windows above, seen straight on. */
final class Houses {
    private static final double SHOP = 3.3;
    private static final double TOP = 9;
    private static final List<Color> WALLS = List.of(
            new Color(0xC9B79C), new Color(0xB4654A), new Color(0xA9B3B0), new Color(0xD8C6A0), new Color(0x8E9AA6));
    private static final List<Color> AWNINGS = List.of(
            new Color(0x9C3B34), new Color(0x2F5D50), new Color(0x3B4E73), new Color(0xB8792E), new Color(0x6B3F5B));
    private static final List<String> SIGNS = List.of("BAKERY", "BOOKS", "CAFE", "FLOWERS", "CHEMIST");
    private static final Color GLASS = new Color(0x51626C);
    private static final Color LIT = new Color(0xF3CF86);
    private static final Color FRAME = new Color(0xE6E0D4);
    private static final Color DOOR = new Color(0x4A3B30);

    private final StreetCamera camera;
    private final Light light;
    private final RandomGenerator chance;
    private final Graphics2D canvas;

    Houses(StreetCamera camera, Light light, RandomGenerator chance, Graphics2D canvas) {
        this.camera = camera;
        this.light = light;
        this.chance = chance;
        this.canvas = canvas;
    }

    void paint() {
        double left = -camera.reach(Backdrop.FACADES) - 1.5;
        int first = chance.nextInt(WALLS.size());
        for (int i = 0; left < camera.reach(Backdrop.FACADES) + 1; i++) {
            double wide = 4.4 + 1.6 * chance.nextDouble();
            int style = (first + i) % WALLS.size();
            house(left, left + wide, style);
            left += wide;
        }
    }

    private void house(double left, double right, int style) {
        Color wall = WALLS.get(style);
        block(left, right, 0, TOP, light.on(wall));
        bricks(left, right, wall);
        block(left, right, SHOP, SHOP + 0.22, light.on(wall, 1.18));
        block(left, right, SHOP - 0.06, SHOP, light.on(wall, 0.6));
        block(left, left + 0.06, 0, TOP, light.on(wall, 0.75));
        shop(left + 0.35, right - 0.35, style);
        int windows = right - left > 5.2 ? 3 : 2;
        double room = (right - left) / windows;
        for (int i = 0; i < windows; i++) {
            window(left + room * i + room * 0.27, left + room * i + room * 0.73);
        }
    }

    private void bricks(double left, double right, Color wall) {
        canvas.setStroke(new BasicStroke(0.6f));
        canvas.setPaint(light.on(wall, 0.92));
        for (double up = SHOP + 0.3; up < TOP; up += 0.2) {
            double row = row(up);
            canvas.draw(Outlines.segment(column(left), row, column(right), row));
        }
    }

    private void window(double left, double right) {
        double low = SHOP + 0.75;
        block(left - 0.12, right + 0.12, low - 0.12, low, light.on(FRAME, 0.85));
        block(left - 0.08, right + 0.08, low, low + 2, light.on(FRAME));
        pane(left, right, low + 0.06, low + 1.9, chance.nextInt(3) == 0);
        block((left + right) / 2 - 0.03, (left + right) / 2 + 0.03, low, low + 2, light.on(FRAME));
    }

    private void shop(double left, double right, int style) {
        Color trim = AWNINGS.get(style);
        boolean doorLeft = chance.nextBoolean();
        double doorFrom = doorLeft ? left : right - 1.1;
        double paneFrom = doorLeft ? left + 1.3 : left;
        double paneTo = doorLeft ? right : right - 1.3;
        block(left - 0.1, right + 0.1, 0, 2.75, light.on(trim, 0.75));
        pane(paneFrom, paneTo, 0.55, 2.45, true);
        goods(paneFrom + 0.2, paneTo - 0.2);
        block((paneFrom + paneTo) / 2 - 0.03, (paneFrom + paneTo) / 2 + 0.03, 0.55, 2.45, light.on(trim, 0.6));
        block(doorFrom, doorFrom + 1.1, 0, 2.45, light.on(DOOR));
        pane(doorFrom + 0.16, doorFrom + 0.94, 0.5, 2.2, true);
        block(left - 0.1, right + 0.1, 2.72, 3.18, light.on(trim));
        sign(SIGNS.get(style), (left + right) / 2);
        awning(paneFrom - 0.1, paneTo + 0.1, trim);
    }

    private void goods(double from, double to) {
        for (double at = from; at < to; at += 0.34) {
            double tall = 0.15 + 0.4 * chance.nextDouble();
            Color colour = new Color(120 + chance.nextInt(110), 80 + chance.nextInt(110), 60 + chance.nextInt(100));
            block(at, at + 0.22, 0.58, 0.58 + tall, light.lamps() ? colour : light.on(colour, 0.75));
        }
    }

    private void sign(String text, double middle) {
        double half = 0.12 * text.length();
        canvas.setStroke(new BasicStroke(
                (float) (0.05 * camera.scale(Backdrop.FACADES)), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setPaint(light.lamps() ? LIT : new Color(0xF5EFDF));
        canvas.draw(Lettering.strokes(text, (across, down) ->
                new double[] {column(middle - half + 2 * half * across), row(3.08 - 0.26 * down)}));
    }

    /** Striped cloth that hangs towards the street. */
    private void awning(double from, double to, Color trim) {
        int stripes = Math.max(4, (int) ((to - from) / 0.32));
        double step = (to - from) / stripes;
        for (int i = 0; i < stripes; i++) {
            double left = from + i * step;
            canvas.setPaint(light.on(i % 2 == 0 ? trim : FRAME, 1.05));
            canvas.fill(Outlines.polygon(
                    column(left),
                    row(2.7),
                    column(left + step),
                    row(2.7),
                    near(left + step),
                    camera.row(2.3, 16.9),
                    near(left),
                    camera.row(2.3, 16.9)));
            canvas.setPaint(light.on(i % 2 == 0 ? trim : FRAME, 0.85));
            canvas.fill(Outlines.polygon(
                    near(left),
                    camera.row(2.3, 16.9),
                    near(left + step),
                    camera.row(2.3, 16.9),
                    near(left + step),
                    camera.row(2.16, 16.9),
                    near(left),
                    camera.row(2.16, 16.9)));
        }
    }

    private void pane(double left, double right, double low, double high, boolean warm) {
        Color top = light.lamps() && warm ? LIT : light.on(GLASS, 1.35);
        Color bottom = light.lamps() && warm ? new Color(0xC98F4E) : light.on(GLASS, 0.8);
        canvas.setPaint(new GradientPaint(0, (float) row(high), top, 0, (float) row(low), bottom));
        canvas.fill(Outlines.polygon(
                column(left), row(low), column(right), row(low), column(right), row(high), column(left), row(high)));
        canvas.setPaint(new Color(255, 255, 255, 26));
        double third = (right - left) / 3;
        canvas.fill(Outlines.polygon(
                column(left + 0.4 * third),
                row(low),
                column(left + 1.2 * third),
                row(low),
                column(left + 2 * third),
                row(high),
                column(left + 1.2 * third),
                row(high)));
    }

    private void block(double left, double right, double low, double high, Color colour) {
        canvas.setPaint(colour);
        canvas.fill(Outlines.polygon(
                column(left), row(low), column(right), row(low), column(right), row(high), column(left), row(high)));
    }

    private double near(double x) {
        return camera.column(x, 16.9);
    }

    private double column(double x) {
        return camera.column(x, Backdrop.FACADES);
    }

    private double row(double up) {
        return camera.row(up, Backdrop.FACADES);
    }
}
