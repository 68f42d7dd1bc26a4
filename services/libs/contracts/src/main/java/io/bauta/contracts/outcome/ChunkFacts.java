/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What may be said about a chunk without showing it.
 *
 * @param start capture time of the first frame or sample
 * @param duration time covered; zero if not known
 * @param frames video frames or audio samples; zero if not known
 * @param methods methods applied, for instance {@code frame:mosaic}, {@code zone:solid}, {@code voice:mute}
 * @param weak whether one of them is known to be reversible
 * @param regions regions covered, by kind
 * @param models digests of the models that took part, by name
 * @param leftOut frames that were decoded and, for the load's sake, neither looked at nor released
 * @param suspects what an audit saw in released frames where nothing covers it
 */
public record ChunkFacts(
        Instant start,
        Duration duration,
        long frames,
        List<String> methods,
        boolean weak,
        Map<String, Integer> regions,
        Map<String, String> models,
        int leftOut,
        int suspects) {
    public ChunkFacts {
        methods = List.copyOf(methods);
        regions = Map.copyOf(regions);
        models = Map.copyOf(models);
    }

    /** Of which nothing was left out, and which nobody audited. */
    public ChunkFacts(
            Instant start,
            Duration duration,
            long frames,
            List<String> methods,
            boolean weak,
            Map<String, Integer> regions,
            Map<String, String> models) {
        this(start, duration, frames, methods, weak, regions, models, 0, 0);
    }

    /** Facts of a chunk about which only its time is known. */
    public static ChunkFacts at(Instant start, Duration duration) {
        return new ChunkFacts(start, duration, 0, List.of(), false, Map.of(), Map.of());
    }
}
