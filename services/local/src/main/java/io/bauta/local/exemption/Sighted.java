/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import io.bauta.inference.detection.Detection;
import java.util.List;

/**
 * What was found in one frame of a film.
 *
 * @param micros when it is shown
 * @param cut whether it is the first of another scene
 * @param found in pixels of the frame
 */
record Sighted(long micros, boolean cut, List<Detection> found) {
    Sighted {
        found = List.copyOf(found);
    }
}
