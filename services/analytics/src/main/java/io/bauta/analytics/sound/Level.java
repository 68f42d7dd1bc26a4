/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.sound;

import io.bauta.contracts.analytics.SoundWindow;

/** Adds up 16-bit samples to root mean square and peak, in dB relative to full scale. Not thread-safe. */
final class Level {
    private static final double FULL_SCALE = 32_768;
    private long samples;
    private double squares;
    private int peak;

    void add(short[] pcm, int from, int to) {
        for (int i = from; i < to; i++) {
            int sample = pcm[i];
            squares += (double) sample * sample;
            peak = Math.max(peak, Math.abs(sample));
        }
        samples += to - from;
    }

    double rmsDbfs() {
        return samples == 0 ? SoundWindow.FLOOR_DBFS : dbfs(Math.sqrt(squares / samples));
    }

    double peakDbfs() {
        return dbfs(peak);
    }

    boolean silent() {
        return peak == 0;
    }

    private static double dbfs(double magnitude) {
        return Math.max(SoundWindow.FLOOR_DBFS, 20 * Math.log10(magnitude / FULL_SCALE));
    }
}
