/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import java.util.Map;

/** Gives networks that hear speech, one to each who asks. Thread-safe. */
public interface Hearing {

    /**
     * A network that has heard nothing yet; the caller closes it.
     *
     * @throws VoiceModelMissingException if there is none
     */
    SpeechNetwork open();

    /** Digests of the models, by what they do, as statements name them. */
    Map<String, String> models();

    /** Where no model was approved. */
    static Hearing none() {
        return new Hearing() {
            @Override
            public SpeechNetwork open() {
                throw new VoiceModelMissingException();
            }

            @Override
            public Map<String, String> models() {
                return Map.of();
            }
        };
    }
}
