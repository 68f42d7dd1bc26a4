/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.media.demux.SourceException;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.StreamKind;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a source once, before anything is started, to see whether it is there and what it delivers. */
public final class InputProbe {
    private InputProbe() {}

    /**
     * @param given a path, or an {@code rtsp://} or {@code http://} address
     * @throws Refusal in one line that names the source without its password
     */
    public static Input probe(String given) {
        SourceLocation location = locate(given);
        try (SourceReader reader = SourceReader.open(location, SourceOptions.defaults())) {
            return new Input(
                    location,
                    reader.stream(StreamKind.VIDEO).isPresent(),
                    reader.stream(StreamKind.AUDIO).isPresent(),
                    reader.durationMicros());
        } catch (SourceException e) {
            throw new Refusal(ExitCode.LACKING, named(location, e));
        }
    }

    private static SourceLocation locate(String given) {
        SourceLocation location = new SourceLocation(given);
        if (location.isUrl()) {
            return location;
        }
        Path file = Path.of(given).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    ExitCode.LACKING,
                    given + (Files.exists(file) ? " is not a file" : " is not there") + "; check its name");
        }
        if (!Files.isReadable(file)) {
            throw new Refusal(ExitCode.LACKING, given + " may not be read by this user; check its permissions");
        }
        return new SourceLocation(file.toString());
    }

    /** What the reader says, with what to do about it, each once. */
    private static String named(SourceLocation location, SourceException e) {
        String mend =
                switch (e.kind()) {
                    case NOT_FOUND, REFUSED, TIMED_OUT -> "check the camera's address and that it is switched on";
                    case NOT_MEDIA, NO_STREAMS -> "give a video or sound file, or a camera's stream";
                    case ENDED_EARLY, CLOSED -> "check that it is whole";
                };
        String message = e.getMessage();
        String named = message.contains(location.masked()) ? message : location.masked() + ": " + message;
        return message.contains("; check") ? named : named + "; " + mend;
    }
}
