/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import io.bauta.contracts.policy.AudioPolicy;
import java.util.function.BooleanSupplier;

/** A method that fails when told to and mutes otherwise. */
public final class BrokenSound implements SoundMethod {
    private final SoundMethod mute;
    private final BooleanSupplier fails;

    private BrokenSound(int sampleRate, BooleanSupplier fails) {
        this.mute = new Mute(sampleRate);
        this.fails = fails;
    }

    public static AudioAnonymisation anonymisation(AudioPolicy policy, int sampleRate, BooleanSupplier fails) {
        return new AudioAnonymisation(policy.voice(), new BrokenSound(sampleRate, fails), sampleRate);
    }

    @Override
    public AnonymisedSound anonymise(short[] samples) {
        if (fails.getAsBoolean()) {
            throw new IllegalStateException("the method was told to fail");
        }
        return mute.anonymise(samples);
    }

    @Override
    public AnonymisedSound drain() {
        return anonymise(new short[0]);
    }

    @Override
    public int mostHeldBack() {
        return 0;
    }

    @Override
    public long neededFrom(long index) {
        return index;
    }
}
