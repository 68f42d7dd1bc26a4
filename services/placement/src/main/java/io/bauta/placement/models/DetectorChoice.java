/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.models;

import io.bauta.placement.packing.Load;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses among the detectors that somebody approved and the model server offers. */
public final class DetectorChoice {
    private final List<Detector> bestFirst;

    /**
     * @param offered by the model server
     * @param approved SHA-256 of those that may be used
     */
    public DetectorChoice(Collection<Detector> offered, Collection<String> approved) {
        this.bestFirst = offered.stream()
                .filter(detector -> approved.contains(detector.sha256()))
                .sorted(Comparator.comparingDouble(Detector::quality).reversed().thenComparing(Detector::sha256))
                .toList();
    }

    /** Whether there is none to choose. */
    public boolean isEmpty() {
        return bestFirst.isEmpty();
    }

    /** What one look takes at least, in milliseconds: with this sensors are placed, so that all find room. */
    public double leastMilliseconds() {
        return bestFirst.stream().mapToDouble(Detector::milliseconds).min().orElse(0);
    }

    /**
     * The best that fits. It hangs only on what the node has to do, and so changes only when that changes.
     *
     * @param picturesPerSecond the node looks at
     * @param spare thousandths of a core that may be filled, above what the quickest detector takes
     */
    public Optional<Detector> best(double picturesPerSecond, long spare) {
        long least = Load.ofLooking(picturesPerSecond, leastMilliseconds());
        return bestFirst.stream()
                .filter(detector ->
                        Load.ofLooking(picturesPerSecond, detector.milliseconds()) - least <= Math.max(0, spare))
                .findFirst();
    }
}
