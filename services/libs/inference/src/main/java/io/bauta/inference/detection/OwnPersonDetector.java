/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** The project's own detector of persons alone. */
final class OwnPersonDetector extends NetworkDetector implements PersonDetector {
    private final StreetHeads heads;

    OwnPersonDetector(SharedSession session, StreetHeads heads) {
        super(session, heads);
        this.heads = heads;
    }

    @Override
    public Detector beside() {
        return new OwnPersonDetector(shared(), heads.another());
    }
}
