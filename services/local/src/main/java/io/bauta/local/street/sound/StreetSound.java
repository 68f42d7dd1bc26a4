/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.sound;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * The street's sound, 16 kHz mono: rumble and tyres that swell as the cars drawn pass by, steps, a tram's bell, a horn,
 * and the spoken words, about 12 dB above the bed. The same arguments always give the same samples.
 */
public final class StreetSound {
    private static final double SPEECH = 2.1;
    private static final double STEPS_PER_SECOND = 1.9;
    private static final double[] BELL = {1, 2.01, 2.76, 5.4};

    private final Ring ring;
    private final SplittableRandom chance;

    private StreetSound(Ring ring, SplittableRandom chance) {
        this.ring = ring;
        this.chance = chance;
    }

    /**
     * @param loudness of the traffic at a share (0 to 1) of the scene
     * @return samples for the whole scene, which join without a click
     */
    public static short[] of(int seconds, long seed, DoubleUnaryOperator loudness, SpeechClip clip, Dialogue dialogue) {
        SplittableRandom chance = new SplittableRandom(seed ^ 0x50_4E_44L);
        StreetSound sound = new StreetSound(new Ring(seconds * SpeechClip.RATE), chance);
        sound.traffic(loudness);
        sound.steps(seconds);
        sound.bell(0.62);
        sound.horn(0.17);
        sound.speech(clip, dialogue);
        return sound.ring.pcm();
    }

    private void traffic(DoubleUnaryOperator loudness) {
        int length = ring.length();
        Ring city = Ring.noise(length, 0.10, chance).lowPass(220).lowPass(220);
        Ring engines = Ring.noise(length, 0.32, chance).lowPass(130).lowPass(260);
        Ring tyres = Ring.noise(length, 0.030, chance).highPass(500).lowPass(1600);
        ring.add(city);
        ring.add(engines.shape(i -> 0.5 * loudness.applyAsDouble((double) i / length)));
        ring.add(tyres.shape(i -> loudness.applyAsDouble((double) i / length)));
    }

    /** Heels of two walkers who come near and go again. */
    private void steps(int seconds) {
        int steps = (int) Math.round(STEPS_PER_SECOND * seconds);
        for (int step = 0; step < 2 * steps; step++) {
            int walker = step % 2;
            double phase = (step + 0.35 * walker) / (2.0 * steps);
            double near = Math.max(0, Math.sin(2 * Math.PI * ((2 + walker) * phase + 0.3 * walker)));
            if (near > 0.05) {
                thud((int) (phase * ring.length()), 0.035 * near, walker == 0 ? 0.24 : 0.4);
            }
        }
    }

    private void thud(int at, double loud, double brightness) {
        double[] state = new double[1];
        ring.add(at, SpeechClip.RATE / 18, i -> {
            state[0] += brightness * (2 * chance.nextDouble() - 1 - state[0]);
            return loud * state[0] * Math.exp(-i / (0.012 * SpeechClip.RATE));
        });
    }

    private void bell(double phase) {
        for (int stroke = 0; stroke < 3; stroke++) {
            int at = (int) (phase * ring.length()) + stroke * SpeechClip.RATE / 4;
            ring.add(at, SpeechClip.RATE, i -> {
                double t = (double) i / SpeechClip.RATE;
                double sum = 0;
                for (double partial : BELL) {
                    sum += Math.sin(2 * Math.PI * 940 * partial * t) * Math.exp(-t * (3 + partial)) / partial;
                }
                return 0.030 * sum;
            });
        }
    }

    private void horn(double phase) {
        int length = SpeechClip.RATE * 2 / 5;
        ring.add((int) (phase * ring.length()), length, i -> {
            double t = (double) i / SpeechClip.RATE;
            double swell = Math.min(1, Math.min(i, length - i) / (0.02 * SpeechClip.RATE));
            double tone =
                    Math.tanh(2 * Math.sin(2 * Math.PI * 415 * t)) + Math.tanh(2 * Math.sin(2 * Math.PI * 523 * t));
            return 0.018 * swell * tone;
        });
    }

    private void speech(SpeechClip clip, Dialogue dialogue) {
        for (Dialogue.Cue cue : dialogue.cues()) {
            short[] line = clip.samplesOf(cue.inClip());
            ring.add(SpeechClip.index(cue.inScene().startMicros()), line.length, i -> SPEECH * line[i] / 32_768.0);
        }
    }
}
