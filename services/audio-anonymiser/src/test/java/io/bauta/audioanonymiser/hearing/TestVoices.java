/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser.hearing;

import io.bauta.audioanonymiser.voice.VoiceEquipment;
import io.bauta.inference.ModelFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Networks for tests: a real one that takes what is loud for speech, and such as are written down. */
public final class TestVoices {
    public static final Path LOUD_IS_SPEECH = Path.of("src/test/resources/models/voice");
    public static final Path BROKEN = Path.of("src/test/resources/models/voice-broken");

    private TestVoices() {}

    /** What is loud is speech. The session stays open for the process: tests share it. */
    public static Hearing loudIsSpeech() {
        return Shared.LOUD;
    }

    /** The same, with numbers that hang on the piece of speech alone. */
    public static VoiceEquipment equipment() {
        return equipment(loudIsSpeech());
    }

    public static VoiceEquipment equipment(Hearing hearing) {
        return new VoiceEquipment(hearing, SplittableRandom::new);
    }

    /** Networks written down in Java. */
    public static Hearing of(Supplier<SpeechNetwork> networks) {
        return new Hearing() {
            @Override
            public SpeechNetwork open() {
                return networks.get();
            }

            @Override
            public Map<String, String> models() {
                return Map.of(VoiceModel.ROLE, "0".repeat(64));
            }
        };
    }

    private static final class Shared {
        static final VoiceModel LOUD = VoiceModel.open(ModelFile.exported(LOUD_IS_SPEECH));
    }
}
