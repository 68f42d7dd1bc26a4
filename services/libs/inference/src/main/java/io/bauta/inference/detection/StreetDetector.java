/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceSession;

/** The project's own detector: four kinds in one look. */
final class StreetDetector extends NetworkDetector
        implements FaceDetector, HeadDetector, PersonDetector, PlateDetector {
    StreetDetector(InferenceSession session, StreetHeads heads) {
        super(session, heads);
    }
}
