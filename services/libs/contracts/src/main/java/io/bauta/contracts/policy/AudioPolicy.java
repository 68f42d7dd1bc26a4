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
        /** Digital silence of the same length. */
        MUTE("mute", false),
        /**
         * McAdams coefficient on LPC poles (Patino et al., Interspeech 2021). Named weak: an attacker trained on its
         * output still recognises speakers (VoicePrivacy 2024, baseline B2, EER 4.5 %).
         */
        WEAK_MCADAMS("weak.mcadams", true);

        private final String label;
        private final boolean weak;

        VoiceMethod(String label, boolean weak) {
            this.label = label;
            this.weak = weak;
        }

        /** As policies and statements spell it. */
        public String label() {
            return label;
        }

        /** Whether it is known to be reversible or attackable. */
        public boolean weak() {
            return weak;
        }
    }
}
