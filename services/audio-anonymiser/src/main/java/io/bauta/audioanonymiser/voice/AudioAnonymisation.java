/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import io.bauta.audioanonymiser.disguise.Conversion;
import io.bauta.audioanonymiser.disguise.Garble;
import io.bauta.audioanonymiser.disguise.SpeechDisguise;
import io.bauta.audioanonymiser.disguise.SpeechRemoval;
import io.bauta.audioanonymiser.spectrum.FrameClock;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import java.util.Map;

/**
 * A policy applied to sound: raw samples in, anonymised samples out. As many come out as go in and each stays in its place
 * in time; the last {@link #mostHeldBack} of them may come a little later, and {@link #drain} gives the rest. Holes in the
 * sound end a run: drain, then go on.
 *
 * <pre>{@code
 * try (AudioAnonymisation anonymisation = AudioAnonymisation.of(policy.audio(), 16_000, equipment)) {
 *     while (more) {
 *         write(anonymisation.anonymise(read()));
 *     }
 *     write(anonymisation.drain());
 * }
 * }</pre>
 *
 * <p>Not thread-safe. Holds at most 240 ms of sound.
 */
public final class AudioAnonymisation implements AutoCloseable {
    private final VoiceMethod voice;
    private final SoundMethod method;
    private final int sampleRate;
    private final Map<String, String> models;

    /** @param method one's own in tests of what happens when it fails */
    AudioAnonymisation(VoiceMethod voice, SoundMethod method, int sampleRate) {
        this.voice = voice;
        this.method = method;
        this.sampleRate = sampleRate;
        this.models = Map.copyOf(method.models());
    }

    /**
     * A new run.
     *
     * @param policy which method, and how strong
     * @param sampleRate samples a second of what will be fed
     * @param equipment for methods that tell speech from background
     * @throws io.bauta.audioanonymiser.hearing.VoiceModelMissingException if the method needs a model that is not there
     */
    public static AudioAnonymisation of(AudioPolicy policy, int sampleRate, VoiceEquipment equipment) {
        return resuming(policy, sampleRate, equipment, TakeUp.beginning());
    }

    /** As {@link #of}, taking a run up in its middle; see {@link #neededFrom}. */
    public static AudioAnonymisation resuming(
            AudioPolicy policy, int sampleRate, VoiceEquipment equipment, TakeUp takeUp) {
        if (sampleRate <= 0) {
            throw new IllegalArgumentException("a sample rate is positive");
        }
        SoundMethod method =
                switch (policy.voice()) {
                    case MUTE -> new Mute(sampleRate);
                    case WEAK_MCADAMS -> new McAdams(sampleRate, policy.mcAdams(), takeUp.startIndex());
                    case MUTE_SPEECH -> speech(sampleRate, new SpeechRemoval(), equipment, takeUp);
                    case GARBLE -> speech(sampleRate, new Garble(), equipment, takeUp);
                    case CONVERT -> speech(sampleRate, new Conversion(), equipment, takeUp);
                };
        return new AudioAnonymisation(policy.voice(), method, sampleRate);
    }

    private static SoundMethod speech(
            int sampleRate, SpeechDisguise disguise, VoiceEquipment equipment, TakeUp takeUp) {
        try {
            return new SpeechMethod(FrameClock.of(sampleRate), disguise, equipment, takeUp);
        } catch (RuntimeException e) {
            disguise.close();
            throw e;
        }
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

    /** What must be remembered beside {@code index} so that the run can be taken up there: a part of {@link TakeUp}. */
    public long stretchAt(long index) {
        return method.stretchAt(index);
    }

    public int sampleRate() {
        return sampleRate;
    }

    /** As statements name it, for instance {@code voice:mute}. */
    public String label() {
        return "voice:" + voice.label();
    }

    /** Digests of the models that take part, by what they do. */
    public Map<String, String> models() {
        return models;
    }

    /** Whether the method is known to be reversible or attackable. */
    public boolean weak() {
        return voice.weak();
    }

    @Override
    public void close() {
        method.close();
    }
}
