/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** The project's own detector of number plates alone. */
final class OwnPlateDetector extends NetworkDetector implements PlateDetector {
    private final StreetHeads heads;

    OwnPlateDetector(SharedSession session, StreetHeads heads) {
        super(session, heads);
        this.heads = heads;
    }

    @Override
    public Detector beside() {
        return new OwnPlateDetector(shared(), heads.another());
    }
}
