/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** A detector of faces that others trained. */
final class BroughtFaceDetector extends NetworkDetector implements FaceDetector {
    private final Heads heads;

    BroughtFaceDetector(SharedSession session, Heads heads) {
        super(session, heads);
        this.heads = heads;
    }

    @Override
    public Detector beside() {
        return new BroughtFaceDetector(shared(), heads);
    }
}
