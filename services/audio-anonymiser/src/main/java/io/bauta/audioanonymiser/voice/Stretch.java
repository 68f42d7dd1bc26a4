/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

/**
 * Samples that were treated as speech.
 *
 * @param from the first, counted from the beginning of the sound they are part of
 * @param to the first that no longer was
 */
public record Stretch(int from, int to) {
    public Stretch {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a stretch has a length");
        }
    }

    int length() {
        return to - from;
    }

    Stretch later(int samples) {
        return new Stretch(from + samples, to + samples);
    }
}
