/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Samples put one after the other, with the stretches of speech among them. Not thread-safe. */
final class SoundBuilder {
    private final int sampleRate;
    private final List<Stretch> stretches = new ArrayList<>();
    private short[] samples;
    private int length;

    SoundBuilder(int sampleRate, int expected) {
        this.sampleRate = sampleRate;
        this.samples = new short[expected];
    }

    int length() {
        return length;
    }

    /** @param from the first of the samples that is taken */
    void add(short[] more, int from, boolean speech) {
        int count = more.length - from;
        if (length + count > samples.length) {
            samples = Arrays.copyOf(samples, 2 * (length + count));
        }
        System.arraycopy(more, from, samples, length, count);
        if (speech && count > 0) {
            stretches.add(new Stretch(length, length + count));
        }
        length += count;
    }

    /** @param most samples at most */
    AnonymisedSound take(int most) {
        int taken = Math.min(most, length);
        return new AnonymisedSound(sampleRate, samples, 0, stretches).first(taken);
    }
}
