/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.ModelDescription;
import io.bauta.inference.detection.LeastScores;
import io.bauta.inference.detection.ObjectKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes scores of different kinds and networks comparable: 0.5 becomes the score at which a network raises one false alarm in
 * ten frames, as it was measured ({@code <kind>.threshold.<set>} among the figures of a {@code model.json}); a network without
 * figures keeps its scores.
 */
final class Certainty {
    private static final double MIDDLE = 0.5;
    /** The description is not covered by the approved digest: were it changed, it could not blind the detector. */
    private static final double MOST = 0.65;

    private final Map<ObjectKind, Double> thresholds = new EnumMap<>(ObjectKind.class);

    private Certainty() {}

    static Certainty of(Optional<ModelDescription> description) {
        Certainty certainty = new Certainty();
        for (ObjectKind kind : ObjectKind.values()) {
            Predicate<String> about = name -> name.startsWith(kind.label() + ".threshold.");
            description.stream()
                    .flatMap(known -> known.figures().entrySet().stream())
                    .filter(figure -> about.test(figure.getKey()))
                    .map(Map.Entry::getValue)
                    .filter(value -> value > 0 && value < 1)
                    .min(Double::compare)
                    .ifPresent(value -> certainty.thresholds.put(kind, Math.min(value, MOST)));
        }
        return certainty;
    }

    /** The scores that a network must give for them to mean {@code certainty}. */
    LeastScores leastScores(float certainty) {
        return LeastScores.by(kind -> score(certainty, threshold(kind)));
    }

    /** The score that can be compared. */
    float of(ObjectKind kind, float score) {
        double threshold = threshold(kind);
        return (float)
                (score < threshold
                        ? MIDDLE * score / threshold
                        : MIDDLE + (1 - MIDDLE) * (score - threshold) / (1 - threshold));
    }

    private double threshold(ObjectKind kind) {
        Double known = thresholds.get(kind);
        return known == null ? MIDDLE : known;
    }

    private static double score(double certainty, double threshold) {
        return certainty < MIDDLE
                ? certainty / MIDDLE * threshold
                : threshold + (certainty - MIDDLE) / (1 - MIDDLE) * (1 - threshold);
    }
}
