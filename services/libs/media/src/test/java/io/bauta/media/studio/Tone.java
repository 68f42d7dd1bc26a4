/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import io.bauta.media.audio.PcmBlock;
import java.util.List;

/** Sounds that tests make and recognise again. */
public final class Tone {
    private Tone() {}

    /** A sine of half of full scale. */
    public static short[] sine(double hertz, int sampleRate, int samples) {
        short[] sound = new short[samples];
        for (int i = 0; i < samples; i++) {
            sound[i] = (short) Math.round(16_384 * Math.sin(2 * Math.PI * hertz * i / sampleRate));
        }
        return sound;
    }

    /** Silence with one loud burst of ten milliseconds. */
    public static short[] click(int sampleRate, int samples, int at) {
        short[] sound = new short[samples];
        for (int i = at; i < Math.min(samples, at + sampleRate / 100); i++) {
            sound[i] = (short) (i % 8 < 4 ? 20_000 : -20_000);
        }
        return sound;
    }

    /** All samples of blocks that follow each other. */
    public static short[] joined(List<PcmBlock> blocks) {
        short[] all = new short
                [blocks.stream().mapToInt(block -> block.samples().length).sum()];
        int at = 0;
        for (PcmBlock block : blocks) {
            System.arraycopy(block.samples(), 0, all, at, block.samples().length);
            at += block.samples().length;
        }
        return all;
    }

    /** Root of the mean square of a part. */
    public static double level(short[] sound, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) sound[i] * sound[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    /** Share of a part's energy that lies at one frequency (Goertzel, The American Mathematical Monthly 65, 1958). */
    public static double purity(short[] sound, int from, int to, double hertz, int sampleRate) {
        double real = 0;
        double imaginary = 0;
        double energy = 0;
        for (int i = from; i < to; i++) {
            double angle = 2 * Math.PI * hertz * i / sampleRate;
            real += sound[i] * Math.cos(angle);
            imaginary += sound[i] * Math.sin(angle);
            energy += (double) sound[i] * sound[i];
        }
        return energy == 0 ? 0 : 2 * (real * real + imaginary * imaginary) / ((to - from) * energy);
    }

    /** Index of the first sample louder than a quarter of full scale, -1 if none is. */
    public static int onset(short[] sound) {
        for (int i = 0; i < sound.length; i++) {
            if (Math.abs(sound[i]) > 8192) {
                return i;
            }
        }
        return -1;
    }
}
