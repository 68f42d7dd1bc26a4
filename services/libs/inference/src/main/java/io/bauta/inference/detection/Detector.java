/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import java.util.List;
import java.util.Set;

/**
 * Finds things in pictures. Draw on {@link #canvas}, then {@link #detect}; both belong to one thread, so each camera has a
 * detector of its own.
 */
public interface Detector extends AutoCloseable {
    /** The model's name and digest. */
    String model();

    /** What it can find. */
    Set<ObjectKind> kinds();

    /** How pictures are best brought to it. */
    InputSize bestSize();

    /**
     * What is looked at next. Asking for another size than before makes the former canvas unusable.
     *
     * @throws IllegalArgumentException if the network takes no such size; see {@link InputSize#takes}
     */
    Canvas canvas(int width, int height);

    /**
     * Looks at the canvas.
     *
     * @param least what is less sure is passed over
     * @return best first, in pixels of the canvas
     * @throws io.bauta.inference.InferenceFailedException if the network gives no result, or one that is no number
     * @throws IllegalStateException if there is no canvas yet
     */
    List<Detection> detect(LeastScores least);

    /** The same with one score for every kind, 0 to 1. */
    default List<Detection> detect(float leastScore) {
        return detect(LeastScores.of(leastScore));
    }

    /**
     * Another one of the same network with a canvas of its own, for this thread or another: to look at pictures in two sizes in
     * turns, or at those of another camera. The network is loaded once, and let go when all are closed.
     *
     * @throws IllegalStateException if this one is closed
     */
    Detector beside();

    @Override
    void close();
}
