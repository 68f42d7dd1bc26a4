/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import io.bauta.videoanonymiser.track.Box;
import java.util.List;
import java.util.Locale;

/**
 * One face that a stranger follows in a film and finds again in what became of it.
 *
 * @param seen its boxes in the film, of every frame it was found in
 * @param first the first of these frames, and {@code last} the last
 * @param open in how many of them it was found again
 */
record OpenTrack(String clip, int number, int first, int last, List<Box> seen, int open) {
    static final String HEADER = "clip,track,first frame,last frame,frames,open,x,y,median height,median width,missed";

    /** Whether nothing ever covered it; else it showed for some of the time only. */
    boolean isMissed() {
        return open == seen.size();
    }

    /** A line under {@link #HEADER}; {@code x} and {@code y} are of the first frame. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%d,%d,%.0f,%.0f,%.0f,%.0f,%s",
                clip,
                number,
                first,
                last,
                seen.size(),
                open,
                seen.getFirst().x(),
                seen.getFirst().y(),
                median(seen.stream().map(Box::height).toList()),
                median(seen.stream().map(Box::width).toList()),
                isMissed() ? "wholly" : "in part");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }
}
