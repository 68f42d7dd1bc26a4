/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceBinding;
import io.bauta.inference.InferenceSession;
import io.bauta.inference.ModelDescription;
import io.bauta.inference.ModelRefusedException;
import io.bauta.inference.ModelRefusedException.Reason;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The outputs of the project's own detectors, decoded inside the network: for each kind one score a cell, one box in pixels,
 * and, where faces are found, five points for them. The twin of {@code bauta_models.detector.decoding}; golden detections hold
 * the two together. Keeps room for what is likely, so it is for one thread.
 */
final class StreetHeads implements Heads {
    /** Of two boxes of a kind with more in common the one with the lower score goes. */
    static final float OVERLAP = 0.45f;

    private static final int POINTS = 5;
    private static final int SIDES = 4;

    private final List<ObjectKind> kinds;
    private final Cells candidates = new Cells();
    private float[] scores = {};

    private StreetHeads(List<ObjectKind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** The heads, if the network has such. @throws ModelRefusedException if its description names no kinds, or unknown ones */
    static Optional<StreetHeads> of(InferenceSession session) {
        List<String> labels =
                session.model().description().map(ModelDescription::kinds).orElse(List.of());
        boolean faceless = !labels.isEmpty() && !labels.contains(ObjectKind.FACE.label());
        if (!Outputs.named(session, "scores", "boxes") || !(faceless || Outputs.named(session, "points"))) {
            return Optional.empty();
        }
        List<ObjectKind> kinds = labels.stream()
                .map(label -> ObjectKind.labelled(label)
                        .orElseThrow(() -> new ModelRefusedException(
                                Reason.OTHER_TENSORS,
                                "model '" + session.model().name() + "' finds '" + label
                                        + "', which is not known here")))
                .toList();
        if (kinds.isEmpty()) {
            throw new ModelRefusedException(
                    Reason.OTHER_TENSORS,
                    "model '" + session.model().name()
                            + "' does not say what it finds: its model.json, beside the network, names the kinds");
        }
        return Optional.of(new StreetHeads(kinds));
    }

    /** The same, for another thread. */
    StreetHeads another() {
        return new StreetHeads(kinds);
    }

    @Override
    public Set<ObjectKind> kinds() {
        return new TreeSet<>(kinds);
    }

    @Override
    public Pixels pixels() {
        return new Pixels.Bytes();
    }

    @Override
    public List<Detection> decode(InferenceBinding outputs, Canvas canvas, Reading reading) {
        int cells = outputs.output("scores").elements() / kinds.size();
        read(reading.floats(outputs.output("scores"), kinds.size() * cells));
        FloatBuffer boxes = reading.floats(outputs.output("boxes"), SIDES * kinds.size() * cells);
        FloatBuffer points = kinds.contains(ObjectKind.FACE)
                ? reading.floats(outputs.output("points"), 2 * POINTS * cells)
                : FloatBuffer.allocate(0);
        boolean told = reading.least().points();
        int side = kinds.size() * cells;
        List<Detection> found = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            ObjectKind what = kinds.get(kind);
            float least = reading.least().of(what);
            candidates.clear();
            for (int at = kind * cells; at < (kind + 1) * cells; at++) {
                float score = scores[at];
                if (Reading.likely(score, least)) {
                    float x = boxes.get(at);
                    float y = boxes.get(side + at);
                    float width = boxes.get(2 * side + at);
                    float height = boxes.get(3 * side + at);
                    reading.demandNumbers(score + x + y + width + height);
                    candidates.add(at - kind * cells, x, y, width, height, score);
                }
            }
            found.addAll(candidates.suppressed(
                    OVERLAP,
                    (cell, x, y, width, height, score) -> new Detection(
                            what, x, y, width, height, score, told ? places(what, cell, cells, points) : List.of())));
        }
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        return found;
    }

    /** To the heap at once: the loop over all cells is then one over an array, ten times as fast as over a buffer. */
    private void read(FloatBuffer all) {
        if (scores.length < all.remaining()) {
            scores = new float[all.remaining()];
        }
        all.get(scores, 0, all.remaining());
    }

    /** Only faces have points. */
    private static List<Point> places(ObjectKind what, int cell, int cells, FloatBuffer points) {
        if (what != ObjectKind.FACE) {
            return List.of();
        }
        Point[] places = new Point[POINTS];
        for (int point = 0; point < POINTS; point++) {
            places[point] = new Point(points.get(point * cells + cell), points.get((POINTS + point) * cells + cell));
        }
        return List.of(places);
    }
}
