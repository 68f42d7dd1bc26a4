/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.figure;

import io.bauta.local.street.figure.Look.Bag;
import io.bauta.local.street.figure.Look.Garment;
import io.bauta.local.street.stage.Drawing;
import io.bauta.local.street.stage.Light;
import io.bauta.local.street.stage.Outlines;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.Path2D;

/**
 * Trunk, arms and legs of a person, a jointed puppet seen under any angle. Lengths are shares of the height (Drillis and
 * Contini's segment lengths, rounded); the gait swings hips by 24 degrees and bends the knee as the leg comes forward.
 */
final class BodyPainter {
    private static final double HIP = 0.52;
    private static final double KNEE = 0.245;
    private static final double SHOULDER = 0.805;
    private static final Color SHOE = new Color(0x2A2522);

    private final double column;
    private final double ground;
    private final double scale;
    private final Look look;
    private final Pose pose;
    private final Light light;
    private final double sin;
    private final double cos;
    private final double bob;

    /** @param scale pixels a metre where the feet stand */
    BodyPainter(double column, double ground, double scale, Look look, Pose pose, Light light) {
        this.column = column;
        this.ground = ground;
        this.scale = scale;
        this.look = look;
        this.pose = pose;
        this.light = light;
        this.sin = Math.sin(pose.body());
        this.cos = Math.cos(pose.body());
        this.bob = 0.018 * pose.stride() * Math.abs(Math.cos(2 * Math.PI * pose.cycle()));
    }

    /** The middle of the head: pixels to the right and the height in metres above the ground. */
    double headColumn() {
        return column(0, 0.03 * pose.stride());
    }

    double headRow() {
        return row(0.927 * look.height());
    }

    void shadow(Drawing drawing) {
        for (int ring = 0; ring < 5; ring++) {
            double wide = scale * (0.20 + 0.08 * ring);
            drawing.fill(
                    Outlines.ellipse(column, ground, wide, wide * 0.22), new Color(8, 10, 18, light.lamps() ? 24 : 30));
        }
    }

    void draw(Drawing drawing) {
        boolean leftIsNear = sin < 0;
        rucksack(drawing, cos > 0);
        arm(drawing, leftIsNear ? -1 : 1, 0.72);
        leg(drawing, leftIsNear ? -1 : 1, 0.78);
        leg(drawing, leftIsNear ? 1 : -1, 1);
        neck(drawing);
        trunk(drawing);
        rucksack(drawing, cos <= 0);
        arm(drawing, leftIsNear ? 1 : -1, 0.9);
    }

    private double column(double side, double ahead) {
        return column + scale * (side * cos + ahead * sin);
    }

    private double row(double up) {
        return ground - scale * (up + bob);
    }

    private void leg(Drawing drawing, int side, double brightness) {
        double tall = look.height();
        double step = 2 * Math.PI * (pose.cycle() + (side > 0 ? 0 : 0.5));
        double hip = Math.toRadians(24) * Math.sin(step) * pose.stride();
        double knee = Math.toRadians(6 + 48 * Math.max(0, Math.cos(step - 0.35)) * pose.stride());
        double lateral = 0.085 * look.build() * side;
        double thigh = (HIP - KNEE) * tall;
        double shin = (KNEE - 0.04) * tall;
        double kneeAhead = thigh * Math.sin(hip);
        double kneeUp = HIP * tall - thigh * Math.cos(hip);
        double footAhead = kneeAhead + shin * Math.sin(hip - knee);
        double footUp = kneeUp - shin * Math.cos(hip - knee);
        Color trousers = light.on(look.bottom(), brightness);
        boolean bare = look.garment() == Garment.DRESS;
        Color lower = bare ? light.on(look.skin(), 0.9 * brightness) : trousers;
        double wide = look.build() * scale;
        drawing.fill(
                Outlines.limb(
                        column(lateral, footAhead),
                        row(footUp),
                        0.042 * wide,
                        column(lateral, footAhead + 0.13),
                        row(footUp - 0.02),
                        0.03 * wide),
                light.on(SHOE, brightness));
        drawing.fill(
                Outlines.limb(
                        column(lateral, kneeAhead),
                        row(kneeUp),
                        0.066 * wide,
                        column(lateral, footAhead),
                        row(footUp),
                        0.05 * wide),
                lower);
        drawing.fill(
                Outlines.limb(
                        column(lateral, 0),
                        row(HIP * tall),
                        0.098 * wide,
                        column(lateral, kneeAhead),
                        row(kneeUp),
                        0.068 * wide),
                bare ? light.on(look.top(), brightness) : trousers);
    }

    private void arm(Drawing drawing, int side, double brightness) {
        double tall = look.height();
        double step = 2 * Math.PI * (pose.cycle() + (side > 0 ? 0.5 : 0));
        double raised = side > 0 ? pose.gesture() : 0;
        double swing = Math.toRadians(21) * Math.sin(step) * pose.stride() + 0.35 * raised;
        double elbow = Math.toRadians(14 + 10 * pose.stride()) + 1.5 * raised;
        double upper = 0.165 * tall;
        double fore = 0.145 * tall;
        double shoulder = 0.188 * look.build() * side;
        double elbowSide = shoulder + 0.035 * side;
        double elbowAhead = upper * Math.sin(swing);
        double elbowUp = SHOULDER * tall - 0.03 - upper * Math.cos(swing);
        double handAhead = elbowAhead + fore * Math.sin(swing + elbow);
        double handUp = elbowUp - fore * Math.cos(swing + elbow);
        Color sleeve = light.on(look.top(), brightness);
        double wide = look.build() * scale;
        drawing.fill(
                Outlines.ellipse(column(elbowSide, handAhead), row(handUp - 0.02), 0.042 * scale, 0.05 * scale),
                light.on(look.skin(), brightness));
        drawing.fill(
                Outlines.limb(
                        column(elbowSide, elbowAhead),
                        row(elbowUp),
                        0.05 * wide,
                        column(elbowSide, handAhead),
                        row(handUp),
                        0.037 * wide),
                sleeve);
        drawing.fill(
                Outlines.limb(
                        column(shoulder, 0),
                        row(SHOULDER * tall - 0.04),
                        0.064 * wide,
                        column(elbowSide, elbowAhead),
                        row(elbowUp),
                        0.052 * wide),
                sleeve);
        if (look.bag() == Bag.HANDBAG && side < 0) {
            handbag(drawing, column(elbowSide, handAhead), row(handUp - 0.04));
        }
    }

    private void handbag(Drawing drawing, double at, double top) {
        double wide = scale * (0.07 + 0.09 * Math.abs(sin));
        drawing.fill(
                Outlines.polygon(
                        at - wide * 0.8,
                        top,
                        at + wide * 0.8,
                        top,
                        at + wide,
                        top + 0.24 * scale,
                        at - wide,
                        top + 0.24 * scale),
                light.on(look.headwearColour(), 0.7));
    }

    private void rucksack(Drawing drawing, boolean now) {
        if (look.bag() == Bag.RUCKSACK && now) {
            double tall = look.height();
            double half = scale * (0.06 + 0.10 * Math.abs(cos)) * look.build();
            drawing.fill(
                    Outlines.limb(
                            column(0, -0.15), row(0.77 * tall), half, column(0, -0.17), row(0.60 * tall), half * 1.05),
                    light.on(look.headwearColour(), 0.8));
        }
    }

    private void neck(Drawing drawing) {
        drawing.fill(
                Outlines.limb(
                        column(0, 0),
                        row(0.80 * look.height()),
                        0.062 * scale,
                        headColumn(),
                        row(0.875 * look.height()),
                        0.055 * scale),
                light.on(look.skin(), 0.72));
    }

    private void trunk(Drawing drawing) {
        double tall = look.height();
        double shoulder = half(0.205, 0.115);
        double chest = half(0.185, 0.125);
        double waist = half(0.160, 0.115);
        double hem = half(look.garment() == Garment.JACKET ? 0.175 : 0.215, 0.135);
        double hemUp =
                switch (look.garment()) {
                    case JACKET -> 0.475;
                    case COAT -> 0.31;
                    case DRESS -> 0.27;
                };
        double middle = column(0, 0);
        Path2D path = new Path2D.Double();
        path.moveTo(middle - 0.055 * scale, row(0.845 * tall));
        path.quadTo(middle - shoulder * 0.9, row(0.825 * tall), middle - shoulder, row(0.775 * tall));
        path.quadTo(middle - chest, row(0.72 * tall), middle - waist, row(0.61 * tall));
        path.quadTo(middle - waist, row(0.53 * tall), middle - hem, row(hemUp * tall));
        path.quadTo(middle, row((hemUp - 0.012) * tall), middle + hem, row(hemUp * tall));
        path.quadTo(middle + waist, row(0.53 * tall), middle + waist, row(0.61 * tall));
        path.quadTo(middle + chest, row(0.72 * tall), middle + shoulder, row(0.775 * tall));
        path.quadTo(middle + shoulder * 0.9, row(0.825 * tall), middle + 0.055 * scale, row(0.845 * tall));
        path.closePath();
        drawing.fill(
                path,
                new GradientPaint(
                        (float) (middle - shoulder),
                        0,
                        light.on(look.top(), 1.1),
                        (float) (middle + shoulder),
                        0,
                        light.on(look.top(), 0.72)));
        front(drawing, tall, hemUp);
    }

    private void front(Drawing drawing, double tall, double hemUp) {
        if (cos < 0.1) {
            return;
        }
        double seam = column(0, 0.115);
        if (look.garment() != Garment.DRESS) {
            drawing.line(
                    Outlines.segment(seam, row(0.81 * tall), seam, row((hemUp + 0.01) * tall)),
                    0.010 * scale,
                    light.on(look.top(), 0.55));
        }
        drawing.fill(
                Outlines.polygon(
                        column(-0.06, 0.05),
                        row(0.85 * tall),
                        column(0.06, 0.05),
                        row(0.85 * tall),
                        seam,
                        row(0.775 * tall)),
                look.garment() == Garment.DRESS ? light.on(look.skin(), 0.85) : light.on(look.headwearColour(), 1.15));
    }

    private double half(double across, double through) {
        return scale * look.build() * Math.hypot(across * cos, through * sin);
    }
}
