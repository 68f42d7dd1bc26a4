/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How sure a detector must be of each kind: what is less so is passed over before anything is made of it. Immutable. */
public final class LeastScores {
    private final Map<ObjectKind, Float> byKind = new EnumMap<>(ObjectKind.class);
    private final boolean points;

    private LeastScores(boolean points, ToDoubleFunction<ObjectKind> least) {
        this.points = points;
        for (ObjectKind kind : ObjectKind.values()) {
            byKind.put(kind, (float) least.applyAsDouble(kind));
        }
    }

    /** The same for every kind, 0 to 1. */
    public static LeastScores of(float score) {
        return new LeastScores(true, kind -> score);
    }

    /** One for each kind, 0 to 1; more than 1 for kinds that nobody asks for. */
    public static LeastScores by(ToDoubleFunction<ObjectKind> least) {
        return new LeastScores(true, least);
    }

    /** The same for somebody who wants boxes and does without the points of faces. */
    public LeastScores boxesOnly() {
        return new LeastScores(false, this::of);
    }

    /** Whether the points of faces are to be told. */
    boolean points() {
        return points;
    }

    /** That of a kind. */
    public float of(ObjectKind kind) {
        return byKind.get(kind);
    }
}
