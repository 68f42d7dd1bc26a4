/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import java.util.SplittableRandom;

/**
 * One microphone's day: a street in which somebody speaks now and then, 0 to 20 dB louder than it is, block by block. It
 * knows what it drew. The same seed always gives the same day. Not thread-safe.
 */
final class DaySound {
    /** Nobody hears what is softer: −60 dB of full scale. */
    static final double FAINTEST = 33;

    /** What is 20 dB softer than its line as a whole is a pause, a breath or the recording's own noise. */
    private static final double PAUSE = 0.1;

    private static final double LOUDEST_SPEECH = 5000;
    private static final double MOST_DECIBELS = 20;
    private static final int HOPS_A_SECOND = DayBlock.RATE / DayBlock.HOP;
    /** A stretch of speech begins 192 ms before it is heard and ends 288 ms after; frames and echoes take some more. */
    private static final int NEAR_HOPS = 25;

    private static final int SHORTEST_PAUSE = 3 * NEAR_HOPS;
    private static final int MEAN_PAUSE = 12 * HOPS_A_SECOND;
    private static final int LONGEST_PAUSE = 120 * HOPS_A_SECOND;

    private final SplittableRandom chance;
    private final StreetBed bed;
    private final SpokenLines lines;
    private final SpeechBand streetBand = new SpeechBand();
    private final SpeechBand speechBand = new SpeechBand();
    private final float[] street = new float[DayBlock.HOP];
    private final float[] speech = new float[DayBlock.HOP];
    private double power = FAINTEST * FAINTEST;
    private long hop;
    private long silentSince = -NEAR_HOPS;
    private long speaksAt;
    private short[] line = {};
    private int said;
    private double gain;
    private double clear;

    DaySound(long seed, SpokenLines lines) {
        this.chance = new SplittableRandom(seed);
        this.bed = new StreetBed(chance.split());
        this.lines = lines;
        this.speaksAt = pause();
    }

    DayBlock next() {
        short[] samples = new short[DayBlock.SAMPLES];
        Heard[] heard = new Heard[DayBlock.HOPS];
        for (int i = 0; i < DayBlock.HOPS; i++) {
            bed.next(street);
            power += (power(street) - power) / HOPS_A_SECOND;
            heard[i] = speak();
            for (int sample = 0; sample < DayBlock.HOP; sample++) {
                float sum = street[sample] + speech[sample] + bed.offset();
                samples[i * DayBlock.HOP + sample] =
                        (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
            }
            hop++;
        }
        return new DayBlock(samples, heard);
    }

    /** What is said in this hop, and how that stands against the street. */
    private Heard speak() {
        if (hop == speaksAt) {
            begin();
        }
        boolean speaking = said < line.length;
        for (int i = 0; i < DayBlock.HOP; i++) {
            speech[i] = said + i < line.length ? (float) (gain * line[said + i]) : 0;
        }
        said = Math.min(line.length, said + DayBlock.HOP);
        double spoken = speechBand.power(speech);
        double around = streetBand.power(street);
        if (!speaking) {
            boolean near = hop < silentSince + NEAR_HOPS || hop >= speaksAt - NEAR_HOPS;
            return near ? Heard.NEAR : Heard.NOBODY;
        }
        if (said == line.length) {
            silentSince = hop + 1;
            speaksAt = silentSince + pause();
        }
        return spoken >= Math.max(clear * clear, around) ? Heard.CLEARLY : Heard.SOFTLY;
    }

    private void begin() {
        line = lines.next(chance);
        said = 0;
        double decibels = chance.nextDouble(0, MOST_DECIBELS);
        double level = Math.min(LOUDEST_SPEECH, Math.max(2 * FAINTEST, Math.sqrt(power)) * Math.pow(10, decibels / 20));
        float[] whole = new float[line.length];
        for (int i = 0; i < line.length; i++) {
            whole[i] = line[i];
        }
        gain = level / Math.max(1, Math.sqrt(power(whole)));
        clear = Math.max(FAINTEST, PAUSE * gain * Math.sqrt(new SpeechBand().power(whole)));
    }

    /** Hops in which nobody speaks: short ones are frequent, long ones happen. */
    private int pause() {
        double drawn = -Math.log(1 - chance.nextDouble()) * MEAN_PAUSE;
        return Math.clamp((long) drawn, SHORTEST_PAUSE, LONGEST_PAUSE);
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return sum / samples.length;
    }
}
