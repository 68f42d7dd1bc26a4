/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import java.time.Duration;

/**
 * How sound is made anonymous.
 *
 * @param voice what is done to the sound
 * @param mcAdams the exponent of {@link VoiceMethod#WEAK_MCADAMS}, 0.5 to 0.95; unused by other methods
 * @param chunk length of a released chunk
 */
public record AudioPolicy(VoiceMethod voice, double mcAdams, Duration chunk) {
    public static final double DEFAULT_MCADAMS = 0.8;
    public static final Duration DEFAULT_CHUNK = Duration.ofMillis(500);

    public static AudioPolicy mute() {
        return new AudioPolicy(VoiceMethod.MUTE, DEFAULT_MCADAMS, DEFAULT_CHUNK);
    }

    /** What is done to the sound. */
    public enum VoiceMethod {
        /** Another voice says the same; where nobody speaks the sound is as it was. */
        CONVERT("convert", false, true),
        /** Speech that nobody can make out, of the same level, colour and rhythm; where nobody speaks the sound is as it was. */
        GARBLE("garble", false, true),
        /** Speech is taken out and the background is left; where nobody speaks the sound is as it was. */
        MUTE_SPEECH("mute-speech", false, true),
        /** Digital silence of the same length. */
        MUTE("mute", false, false),
        /**
         * McAdams coefficient on LPC poles (Patino et al., Interspeech 2021). Named weak: an attacker trained on its
         * output still recognises speakers (VoicePrivacy 2024, baseline B2, EER 4.5 %).
         */
        WEAK_MCADAMS("weak.mcadams", true, false);

        private final String label;
        private final boolean weak;
        private final boolean hears;

        VoiceMethod(String label, boolean weak, boolean hears) {
            this.label = label;
            this.weak = weak;
            this.hears = hears;
        }

        /** As policies and statements spell it. */
        public String label() {
            return label;
        }

        /** Whether it is known to be reversible or attackable. */
        public boolean weak() {
            return weak;
        }

        /** Whether it must hear where speech is, and so needs an approved voice model. */
        public boolean hears() {
            return hears;
        }
    }
}
