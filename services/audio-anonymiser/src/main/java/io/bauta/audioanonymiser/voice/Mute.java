/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

/** Digital silence of the same length: nothing of the sound remains but its time. Irreversible. */
final class Mute implements SoundMethod {
    private final int sampleRate;

    Mute(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    @Override
    public AnonymisedSound anonymise(short[] samples) {
        return new AnonymisedSound(sampleRate, new short[samples.length], 0);
    }

    @Override
    public AnonymisedSound drain() {
        return new AnonymisedSound(sampleRate, new short[0], 0);
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
