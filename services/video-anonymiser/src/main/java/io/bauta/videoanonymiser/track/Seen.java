/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;

/**
 * What was found, and when.
 *
 * @param micros when the frame is shown that it was found in
 * @param as in pixels of that frame
 * @param box the same as a box
 */
public record Seen(long micros, Detection as, Box box) {

    /** In the frame shown at this time. */
    public static Seen of(long micros, Detection as) {
        return new Seen(micros, as, new Box(as.x(), as.y(), as.width(), as.height()));
    }

    ObjectKind kind() {
        return as.kind();
    }
}
