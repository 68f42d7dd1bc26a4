/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import java.util.SplittableRandom;

/**
 * What is heard in a street where nobody speaks, hop by hop and without end: rumble, tyres that swell as cars pass, gusts,
 * a bell, a lorry that reverses; now and then digital silence, as of a cable that is loose. Louder by day than by night, and
 * never for long as loud as before. Samples in 16-bit units. The same seed always gives the same street. Not thread-safe.
 */
final class StreetBed {
    private static final int HOPS_A_SECOND = DayBlock.RATE / DayBlock.HOP;
    private static final int HOPS_AN_HOUR = 3600 * HOPS_A_SECOND;
    private static final int FIRST_HOUR = 6;
    private static final double QUIETEST = 50;
    private static final double LOUDEST = 420;
    /** What white noise keeps of its level behind the filters below, made up for. */
    private static final float RUMBLE = 7;

    private static final float TYRES = 1.5f;
    private static final float GUSTS = 3;

    private final SplittableRandom chance;
    private final OnePole rumble = new OnePole(220);
    private final OnePole deepRumble = new OnePole(220);
    private final OnePole roughness = new OnePole(500);
    private final OnePole tyres = new OnePole(1600);
    private final OnePole gusts = new OnePole(400);
    private final Signal signal = new Signal();
    private long hop;
    private double wander = 1;
    private double wanderTo = 1;
    private double car;
    private double carTo;
    private double gust;
    private double gustTo;
    private int silentHops;
    private float offset;

    StreetBed(SplittableRandom chance) {
        this.chance = chance;
    }

    /** The next hop: its {@link DayBlock#HOP} samples, without {@link #offset}. */
    void next(float[] into) {
        happen();
        float level = (float) (level(hop) * wander);
        float passing = (float) car;
        float blowing = (float) gust;
        for (int i = 0; i < into.length; i++) {
            float noise = noise();
            float low = deepRumble.below(rumble.below(noise));
            float rolling = tyres.below(roughness.above(noise));
            float wind = gusts.below(noise());
            into[i] = silentHops > 0 ? 0 : level * (RUMBLE * low + TYRES * passing * rolling + GUSTS * blowing * wind);
        }
        if (silentHops == 0) {
            signal.addTo(into);
        }
        hop++;
    }

    /** What the microphone adds to every sample of the hop that was given last. */
    float offset() {
        return offset;
    }

    private void happen() {
        silentHops = Math.max(0, silentHops - 1);
        wander += (wanderTo - wander) / HOPS_A_SECOND;
        car += (carTo - car) / HOPS_A_SECOND;
        gust += (gustTo - gust) / HOPS_A_SECOND;
        if (every(20)) {
            wanderTo = Math.pow(10, chance.nextDouble(-6, 6) / 20);
            gustTo = Math.max(0, chance.nextDouble(-1, 1));
        }
        if (every(6)) {
            carTo = carTo > 0 ? 0 : chance.nextDouble(0.3, 3);
        }
        if (every(60)) {
            signal.bell(level(hop));
        }
        if (every(90)) {
            signal.beeps(level(hop));
        }
        if (every(240)) {
            silentHops = chance.nextInt(HOPS_A_SECOND, 4 * HOPS_A_SECOND);
        }
        if (every(100)) {
            offset = offset == 0 ? chance.nextInt(-1500, 1500) : 0;
        }
    }

    /** Whether something happens now that does so every so many seconds. */
    private boolean every(int seconds) {
        return chance.nextInt(seconds * HOPS_A_SECOND) == 0;
    }

    /** Least at four in the morning, most at four in the afternoon. */
    private static double level(long hop) {
        double hour = FIRST_HOUR + (double) hop / HOPS_AN_HOUR;
        double share = 0.5 - 0.5 * Math.cos(2 * Math.PI * (hour - 4) / 24);
        return QUIETEST * Math.pow(LOUDEST / QUIETEST, share);
    }

    /** White, of root mean square 1. */
    private float noise() {
        return (float) (chance.nextInt() * (Math.sqrt(3) / -(double) Integer.MIN_VALUE));
    }

    /** A tram's bell, or the beeps of a lorry: one at a time. */
    private static final class Signal {
        private static final double[] BELL = {1, 2.01, 2.76, 5.4};
        private static final int LONGEST = 3 * DayBlock.RATE;

        private int at = LONGEST;
        private double loud;
        private boolean rings;

        void bell(double level) {
            begin(true, 2 * level);
        }

        void beeps(double level) {
            begin(false, level);
        }

        private void begin(boolean bell, double howLoud) {
            at = 0;
            rings = bell;
            loud = howLoud;
        }

        void addTo(float[] hop) {
            for (int i = 0; i < hop.length && at < LONGEST; i++, at++) {
                double seconds = (double) at / DayBlock.RATE;
                hop[i] += (float) (loud * (rings ? bellAt(seconds) : beepAt(seconds)));
            }
        }

        private static double bellAt(double seconds) {
            double sum = 0;
            for (double partial : BELL) {
                sum += Math.sin(2 * Math.PI * 940 * partial * seconds) * Math.exp(-seconds * (3 + partial)) / partial;
            }
            return sum;
        }

        private static double beepAt(double seconds) {
            return seconds % 1 < 0.5 ? Math.sin(2 * Math.PI * 1250 * seconds) : 0;
        }
    }
}
