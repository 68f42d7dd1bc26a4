/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.inference.ApprovedModel;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelStore;
import io.bauta.inference.detection.Detector;
import io.bauta.inference.detection.Detectors;
import io.bauta.inference.detection.InputSize;
import java.time.Duration;
import java.util.Optional;

/**
 * The detector whose digest was approved: fetched when the service starts, looked through once, and kept for all cameras: the
 * network is in memory once, however many look with it.
 */
public final class ApprovedDetector implements AutoCloseable {
    private final ApprovedModel<Opened> approved;

    private record Opened(ModelFile model, Detector detector) {}

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
    private static Opened rehearsed(ModelFile found) {
        Detector kept = Detectors.open(found);
        try (Detector detector = kept.beside()) {
            InputSize size = detector.bestSize();
            detector.canvas(size.width(), size.height()).fill(0);
            detector.detect(1);
            return new Opened(found, kept);
        } catch (RuntimeException | Error e) {
            kept.close();
            throw e;
        }
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
        return approved.get().map(Opened::model);
    }

    /**
     * Eyes for one camera, to be closed by whoever asked.
     *
     * @throws DetectorMissingException while it is not there
     */
    public Sight eyes(Reach reach) {
        Opened opened = approved.get().orElseThrow(DetectorMissingException::new);
        return Eyes.of(opened.model(), opened.detector().beside(), reach);
    }

    @Override
    public void close() {
        approved.close();
        approved.get().ifPresent(opened -> opened.detector().close());
    }
}
