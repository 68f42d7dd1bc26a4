/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street;

import io.bauta.local.street.figure.Crowd;
import io.bauta.local.street.place.Backdrop;
import io.bauta.local.street.place.LampPost;
import io.bauta.local.street.stage.Actor;
import io.bauta.local.street.stage.Moment;
import io.bauta.local.street.stage.Posed;
import io.bauta.local.street.stage.StreetCamera;
import io.bauta.local.street.traffic.Traffic;
import io.bauta.local.street.truth.FrameTruth;
import io.bauta.local.street.truth.Sightlines;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * The scene: every frame and its truth from the settings alone, in any order. The last frame is followed by the first
 * without a jump. Drawn without fonts or a display. Immutable; may be used by many threads, each with its own canvas.
 */
public final class SyntheticStreet {
    private final StreetSettings settings;
    private final BufferedImage backdrop;
    private final Traffic traffic;
    private final List<Actor> actors = new ArrayList<>();

    /** @param mouths how wide each speaker's mouth is open at a second of the scene, by name; others stay silent */
    public SyntheticStreet(StreetSettings settings, Map<String, DoubleUnaryOperator> mouths) {
        this.settings = settings;
        StreetCamera camera = new StreetCamera(settings.width(), settings.height());
        SplittableRandom chance = new SplittableRandom(settings.seed());
        this.backdrop = Backdrop.paint(camera, settings.light(), chance.split());
        this.traffic = Traffic.of(camera, settings.light(), settings.seconds(), chance.split());
        actors.addAll(traffic.actors());
        actors.addAll(Crowd.gather(camera, settings.light(), settings.seconds(), mouths, chance.split()));
        actors.add(new LampPost(-2.7, 6.95, camera, settings.light()));
    }

    public StreetSettings settings() {
        return settings;
    }

    /**
     * Paints a frame over the whole canvas, an RGB picture of the settings' size.
     *
     * @return what it shows
     */
    public FrameTruth play(int frame, BufferedImage canvas) {
        List<Posed> farToNear = farToNear(frame);
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.drawImage(backdrop, 0, 0, null);
            for (Posed posed : farToNear) {
                posed.drawing().paint(graphics);
            }
        } finally {
            graphics.dispose();
        }
        return truth(frame, farToNear);
    }

    /** What a frame shows, without painting it. */
    public FrameTruth truth(int frame) {
        return truth(frame, farToNear(frame));
    }

    private FrameTruth truth(int frame, List<Posed> farToNear) {
        return Sightlines.truth(settings.width(), settings.height(), farToNear, frame, settings.ptsMicros(frame));
    }

    /** How loud the traffic is at a share (0 to 1) of the scene. */
    public double trafficLoudness(double phase) {
        return traffic.loudness(new Moment(0, phase, phase * settings.seconds()));
    }

    private List<Posed> farToNear(int frame) {
        double phase = (double) frame / settings.frames();
        Moment moment = new Moment(frame, phase, phase * settings.seconds());
        return actors.stream()
                .map(actor -> actor.at(moment))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Posed::distance).reversed())
                .toList();
    }
}
