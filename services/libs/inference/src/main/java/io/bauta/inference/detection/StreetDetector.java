/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** The project's own detector: four kinds in one look. */
final class StreetDetector extends NetworkDetector
        implements FaceDetector, HeadDetector, PersonDetector, PlateDetector {
    private final StreetHeads heads;

    StreetDetector(SharedSession session, StreetHeads heads) {
        super(session, heads);
        this.heads = heads;
    }

    @Override
    public Detector beside() {
        return new StreetDetector(shared(), heads.another());
    }
}
