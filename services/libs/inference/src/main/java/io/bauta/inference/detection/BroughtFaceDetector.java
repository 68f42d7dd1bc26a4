/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

import io.bauta.inference.InferenceSession;

/** A detector of faces that others trained. */
final class BroughtFaceDetector extends NetworkDetector implements FaceDetector {
    BroughtFaceDetector(InferenceSession session, Heads heads) {
        super(session, heads);
    }
}
