/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.inference.ModelFile;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.LeastScores;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.media.video.FrameScaler;
import io.bauta.videoanonymiser.sight.LookSize.Placing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Several looks at every frame, at different sizes: what is far is found in the large picture, what is close in a small one,
 * for networks know things of some size only. A look at half the size takes a quarter of the time.
 *
 * <p>Where others cut a large picture into tiles, the whole is looked at: a convolutional network finds the same, and there
 * are no seams.
 */
public final class Eyes implements Sight {
    /** Least certainty of what is told: weak detections keep tracks alive. */
    static final float LEAST = 0.25f;
    /** Two looks find the same thing: only the surer is told. */
    private static final float SAME = 0.6f;

    private final String model;
    private final Certainty certainty;
    private final List<Eye> eyes;
    private final boolean enlarges;
    private final LeastScores least;
    private final FrameScaler scaler = new FrameScaler();

    private Eyes(String model, Certainty certainty, List<Eye> eyes, boolean enlarges) {
        this.enlarges = enlarges;
        this.model = model;
        this.certainty = certainty;
        this.eyes = List.copyOf(eyes);
        this.least = certainty.leastScores(LEAST).boxesOnly();
    }

    /** Opens a model, once for all looks. */
    public static Eyes open(ModelFile model, Reach reach) {
        return of(model, Detectors.open(model), reach);
    }

    /** @param detector of the model; becomes these eyes', which close it */
    static Eyes of(ModelFile model, Detector detector, Reach reach) {
        List<Eye> eyes = new ArrayList<>();
        try {
            if (detector.bestSize().fixed()) {
                eyes.add(Eye.of(detector));
            } else {
                for (LookSize size : looks(reach)) {
                    eyes.add(new Eye(eyes.isEmpty() ? detector : detector.beside(), size));
                }
            }
            return new Eyes(model.sha256(), Certainty.of(model.description()), eyes, reach == Reach.FAR);
        } catch (RuntimeException | Error e) {
            if (eyes.isEmpty()) {
                detector.close();
            }
            eyes.forEach(Eye::close);
            throw e;
        }
    }

    /** The smallest look first. */
    private static List<LookSize> looks(Reach reach) {
        return switch (reach) {
            case NEAR -> List.of(new LookSize.Own(352));
            case USUAL -> List.of(new LookSize.Own(256), new LookSize.Own(640));
            // What is tiny in a small picture is found when it is enlarged.
            case FAR -> List.of(new LookSize.Own(320), new LookSize.Own(1280, LookSize.LARGEST_FACTOR));
        };
    }

    /**
     * A large frame is made as small as the largest look once, and all looks are taken from that: its pixels are touched once
     * only.
     */
    @Override
    public List<Detection> look(Frame frame) {
        Placing largest = eyes.getLast().placing(frame.width(), frame.height());
        if (largest.width() >= frame.width() || eyes.size() == 1) {
            return look(frame, frame);
        }
        try (Frame smaller = scaler.scale(frame, largest.width(), largest.height())) {
            return look(frame, smaller);
        }
    }

    private List<Detection> look(Frame frame, Frame shown) {
        List<Detection> all = new ArrayList<>();
        for (int number = 0; number < eyes.size(); number++) {
            Eye eye = eyes.get(number);
            Placing placing = eye.placing(frame.width(), frame.height());
            for (Detection seen : eye.look(shown, placing, least)) {
                float certain = certainty.of(seen.kind(), seen.score());
                if (certain >= LEAST) {
                    addUnlessSeen(placing.back().of(seen, certain), all);
                }
            }
            if (!enlarges && Math.max(frame.width(), frame.height()) <= looksAt(number)) {
                break;
            }
        }
        return all;
    }

    private static void addUnlessSeen(Detection one, List<Detection> all) {
        for (int i = 0; i < all.size(); i++) {
            Detection other = all.get(i);
            if (other.kind() == one.kind() && other.score() >= one.score() && other.overlap(one) > SAME) {
                return;
            }
        }
        all.add(one);
    }

    /** A picture that a look shows whole already is not enlarged by the next. */
    private int looksAt(int number) {
        return eyes.get(number).longest();
    }

    @Override
    public Set<ObjectKind> kinds() {
        return eyes.getFirst().kinds();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public void close() {
        scaler.close();
        eyes.forEach(Eye::close);
    }
}
