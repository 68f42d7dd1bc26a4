/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.voice;

import io.bauta.audioanonymiser.hearing.Hearing;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;

/**
 * What methods that tell speech from background need.
 *
 * @param hearing where speech is
 * @param chance by the first sample of a piece of speech: numbers that nobody can repeat, the same again for the same piece
 *     while this process lives
 */
public record VoiceEquipment(Hearing hearing, LongFunction<RandomGenerator> chance) {
    /** For methods that need nothing; others find that there is no model. */
    public static VoiceEquipment none() {
        return new VoiceEquipment(Hearing.none(), sample -> {
            throw new IllegalStateException("no method without a model draws numbers");
        });
    }
}
