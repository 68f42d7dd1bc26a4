/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;

/**
 * A policy applied to sound: raw samples in, anonymised samples out. As many come out as go in and each stays in its place
 * in time; the last {@link #mostHeldBack} of them may come a little later, and {@link #drain} gives the rest. Holes in the
 * sound end a run: drain, then go on.
 *
 * <pre>{@code
 * AudioAnonymisation anonymisation = AudioAnonymisation.of(policy.audio(), 16_000);
 * while (more) {
 *     write(anonymisation.anonymise(read()));
 * }
 * write(anonymisation.drain());
 * }</pre>
 *
 * <p>Not thread-safe. Holds at most 20 ms of sound.
 */
public final class AudioAnonymisation {
    private final VoiceMethod voice;
    private final SoundMethod method;
    private final int sampleRate;

    /** With a method of one's own, for tests of what happens when it fails. */
    AudioAnonymisation(VoiceMethod voice, SoundMethod method, int sampleRate) {
        this.voice = voice;
        this.method = method;
        this.sampleRate = sampleRate;
    }

    /**
     * @param policy which method, and how strong
     * @param sampleRate samples a second of what will be fed
     */
    public static AudioAnonymisation of(AudioPolicy policy, int sampleRate) {
        return resuming(policy, sampleRate, 0);
    }

    /**
     * As {@link #of}, taking a run up in its middle. What comes out for the samples up to the place where the run was left
     * is to be thrown away; see {@link #neededFrom}.
     *
     * @param startIndex where in its run the first sample stands that will be fed
     */
    public static AudioAnonymisation resuming(AudioPolicy policy, int sampleRate, long startIndex) {
        if (sampleRate <= 0 || startIndex < 0) {
            throw new IllegalArgumentException("a sample rate is positive, and samples count from 0");
        }
        SoundMethod method =
                switch (policy.voice()) {
                    case MUTE -> new Mute(sampleRate);
                    case WEAK_MCADAMS -> new McAdams(sampleRate, policy.mcAdams(), startIndex);
                };
        return new AudioAnonymisation(policy.voice(), method, sampleRate);
    }

    /**
     * Takes the next samples and gives all that are ready, none of them raw.
     *
     * @param samples 16-bit mono, any number; not changed, not kept
     */
    public AnonymisedSound anonymise(short[] samples) {
        return method.anonymise(samples);
    }

    /** Gives what is held back; the next sample begins a new run. */
    public AnonymisedSound drain() {
        return method.drain();
    }

    /** The most samples that are ever held back: the delay, constant for a policy and a rate. */
    public int mostHeldBack() {
        return method.mostHeldBack();
    }

    /**
     * The first sample that must be fed again so that everything from {@code index} on comes out bit for bit as it would
     * have without the interruption.
     */
    public long neededFrom(long index) {
        return method.neededFrom(index);
    }

    public int sampleRate() {
        return sampleRate;
    }

    /** As statements name it, for instance {@code voice:mute}. */
    public String label() {
        return "voice:" + voice.label();
    }

    /** Whether the method is known to be reversible or attackable. */
    public boolean weak() {
        return voice.weak();
    }
}
