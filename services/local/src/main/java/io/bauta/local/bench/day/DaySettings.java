/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is played.
 *
 * @param seconds of sound, for each microphone
 * @param voice what becomes of speech: a method that hears it
 * @param microphones that one process listens to, in turns
 * @param model folder of the exported voice model
 * @param speech folder with recordings of people who speak; without, the project's own synthetic speech is heard
 */
public record DaySettings(int seconds, VoiceMethod voice, int microphones, Path model, Optional<Path> speech) {
    private static final int WITHOUT_SPEECH = 4;

    public DaySettings {
        if (seconds < 1 || microphones < 1 || !voice.hears()) {
            throw new IllegalArgumentException("a day has a length, microphones, and a method that hears speech");
        }
    }

    /** For the command line of {@link DayProgram}. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(
                List.of(Integer.toString(seconds), voice.name(), Integer.toString(microphones), model.toString()));
        speech.map(Path::toString).ifPresent(arguments::add);
        return List.copyOf(arguments);
    }

    /** What {@link #arguments} wrote. */
    static DaySettings of(String... arguments) {
        return new DaySettings(
                Integer.parseInt(arguments[0]),
                VoiceMethod.valueOf(arguments[1]),
                Integer.parseInt(arguments[2]),
                Path.of(arguments[3]),
                arguments.length > WITHOUT_SPEECH ? Optional.of(Path.of(arguments[WITHOUT_SPEECH])) : Optional.empty());
    }
}
