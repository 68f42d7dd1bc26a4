/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Sounds made for tests; nobody speaks in them. */
public final class Sounds {
    private Sounds() {}

    /** A steady vowel: pulses at 120 Hz through four resonances. */
    public static short[] vowel(int sampleRate, double seconds, double... formants) {
        double[] signal = new double[(int) (seconds * sampleRate)];
        for (int i = 0; i < signal.length; i++) {
            boolean pulse = (long) (i * 120.0 / sampleRate) != (long) ((i - 1) * 120.0 / sampleRate);
            signal[i] = pulse ? 1 : 0;
        }
        for (double formant : formants) {
            double radius = Math.exp(-Math.PI * 60 / sampleRate);
            Resonator.pair(signal, radius, 2 * Math.PI * formant / sampleRate);
        }
        double peak = 0;
        for (double sample : signal) {
            peak = Math.max(peak, Math.abs(sample));
        }
        double scale = 16_000 / peak;
        return of(signal.length, i -> signal[i] * scale);
    }

    /** Vowel, pause, noise, vowel: something of everything, two seconds long. */
    public static short[] sentence(int sampleRate) {
        short[] first = vowel(sampleRate, 0.5, 500, 1500, 2500, 3500);
        short[] second = vowel(sampleRate, 0.5, 300, 2200, 2900, 3600);
        short[] hiss = noise(sampleRate / 2, 4000, 7);
        return of(2 * sampleRate, i -> {
            int part = i * 2 / sampleRate;
            int at = i - part * sampleRate / 2;
            short[] from = part == 0 ? first : part == 2 ? hiss : part == 3 ? second : new short[0];
            return at < from.length ? from[at] : 0;
        });
    }

    public static short[] sine(int sampleRate, int length, double hertz, double amplitude) {
        return of(length, i -> amplitude * Math.sin(2 * Math.PI * hertz * i / sampleRate));
    }

    public static short[] noise(int length, double amplitude, long seed) {
        Random random = new Random(seed);
        return of(length, i -> amplitude * random.nextGaussian());
    }

    public static short[] of(int length, IntToDoubleFunction sample) {
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) Math.clamp(Math.round(sample.applyAsDouble(i)), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return samples;
    }

    /** Root mean square. */
    public static double level(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / Math.max(1, samples.length));
    }
}
