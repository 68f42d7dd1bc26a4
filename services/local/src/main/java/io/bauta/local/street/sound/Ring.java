/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.sound;

import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Sound without beginning or end: what is filtered or laid over the end goes on at the start, so that a scene repeats
 * without a click. Samples from -1 to 1. Not thread-safe.
 */
final class Ring {
    private final float[] samples;

    Ring(int length) {
        this.samples = new float[length];
    }

    /** White noise of this root mean square. */
    static Ring noise(int length, double rms, RandomGenerator chance) {
        Ring ring = new Ring(length);
        double half = rms * Math.sqrt(3);
        for (int i = 0; i < length; i++) {
            ring.samples[i] = (float) (half * (2 * chance.nextDouble() - 1));
        }
        return ring;
    }

    int length() {
        return samples.length;
    }

    /** Takes off what is above a frequency, 6 dB an octave. Runs twice round, so that the state at the joint fits. */
    Ring lowPass(double hertz) {
        float share = (float) (1 - Math.exp(-2 * Math.PI * hertz / SpeechClip.RATE));
        float state = 0;
        for (int i = -samples.length; i < samples.length; i++) {
            int at = i < 0 ? i + samples.length : i;
            state += share * (samples[at] - state);
            if (i >= 0) {
                samples[at] = state;
            }
        }
        return this;
    }

    /** Takes off what is below a frequency. */
    Ring highPass(double hertz) {
        float[] whole = samples.clone();
        lowPass(hertz);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = whole[i] - samples[i];
        }
        return this;
    }

    /** Makes it louder or softer over time. */
    Ring shape(IntToDoubleFunction gain) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= (float) gain.applyAsDouble(i);
        }
        return this;
    }

    Ring add(Ring other) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] += other.samples[i];
        }
        return this;
    }

    /** Lays a sound over this one, going on at the start when it runs over the end. */
    void add(int from, int length, IntToDoubleFunction sound) {
        for (int i = 0; i < length; i++) {
            samples[Math.floorMod(from + i, samples.length)] += (float) sound.applyAsDouble(i);
        }
    }

    /** 16-bit samples, limited softly. */
    short[] pcm() {
        short[] pcm = new short[samples.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(32_000 * Math.tanh(samples[i]));
        }
        return pcm;
    }
}
