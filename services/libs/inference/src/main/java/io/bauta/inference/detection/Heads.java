/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceBinding;
import java.util.List;
import java.util.Set;

/** What one style of detector says of its cells, and how that becomes boxes. */
interface Heads {
    /** What it finds. */
    Set<ObjectKind> kinds();

    /** How it takes pictures. */
    Pixels pixels();

    /**
     * Boxes that are likely enough, doubles suppressed.
     *
     * @param outputs of a run that has just ended
     */
    List<Detection> decode(InferenceBinding outputs, Canvas canvas, Reading reading);
}
