/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.disguise;

import io.bauta.audioanonymiser.spectrum.HeardFrames;
import io.bauta.audioanonymiser.spectrum.Spectrum;
import java.util.random.RandomGenerator;

/** Nothing becomes of the speech: only the background is left. */
public final class SpeechRemoval implements SpeechDisguise {
    @Override
    public void begin(long frame, RandomGenerator chance) {}

    @Override
    public void add(long frame, HeardFrames heard, Spectrum into) {}
}
