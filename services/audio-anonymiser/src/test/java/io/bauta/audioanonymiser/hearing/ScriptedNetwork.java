/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Says what it is told to: speech in certain frames, counted from its beginning, all of it or a share. */
public final class ScriptedNetwork implements SpeechNetwork {
    private final IntPredicate speaks;
    private final float share;
    private int frame;

    public ScriptedNetwork(IntPredicate speaks, float share) {
        this.speaks = speaks;
        this.share = share;
    }

    @Override
    public void begin() {
        frame = 0;
    }

    @Override
    public float hear(float[] magnitudes, float[] mask) {
        Arrays.fill(mask, share);
        return speaks.test(frame++) ? 1 : 0;
    }

    @Override
    public void close() {}
}
