/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.home;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code run.json} in the home folder. It appears and changes in one piece; a reader never sees half of it. */
public final class RunFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path file;

    public RunFile(HomeFolder home) {
        this.file = home.runFile();
    }

    public void write(RunState state) throws IOException {
        Path fresh = file.resolveSibling("run.json.new");
        JSON.writeValue(fresh.toFile(), state);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the last run wrote, whether or not it is still running; empty if it ended well or never was. */
    public Optional<RunState> read() {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), RunState.class)) : Optional.empty();
        } catch (IOException unreadable) {
            // A file of another version or a damaged one says nothing; the lock still tells whether someone runs.
            return Optional.empty();
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
