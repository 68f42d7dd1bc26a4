/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.inference.ApprovedModel;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelStore;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.InputSize;
import java.time.Duration;
import java.util.Optional;

/**
 * The detector whose digest was approved: fetched when the service starts, looked through once, and kept for the cameras, each
 * of which opens it for itself.
 */
public final class ApprovedDetector implements AutoCloseable {
    private final ApprovedModel<ModelFile> approved;

    /**
     * @param role what it is for, as its setting spells it
     * @param sha256 64 hexadecimal digits
     * @throws IllegalArgumentException if it is something else
     */
    public ApprovedDetector(String role, String sha256, ModelStore store) {
        this.approved = new ApprovedModel<>(role, sha256, store, ApprovedDetector::rehearsed);
    }

    ApprovedDetector(String role, String sha256, ModelStore store, Duration betweenTries) {
        this.approved = new ApprovedModel<>(role, sha256, store, ApprovedDetector::rehearsed, betweenTries);
    }

    /** Begins to fetch it, and does not wait. */
    public void fetch() {
        approved.fetch();
    }

    /** What cannot be loaded or does not compute is found before the first camera needs it. */
    private static ModelFile rehearsed(ModelFile found) {
        try (Detector detector = Detectors.open(found)) {
            InputSize size = detector.bestSize();
            detector.canvas(size.width(), size.height()).fill(0);
            detector.detect(1);
        }
        return found;
    }

    /** What it is for. */
    public String role() {
        return approved.role();
    }

    /** The approved digest. */
    public String sha256() {
        return approved.sha256();
    }

    /** The model, once it is there and has answered. */
    public Optional<ModelFile> model() {
        return approved.get();
    }

    @Override
    public void close() {
        approved.close();
    }
}
