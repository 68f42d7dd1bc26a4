/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a command came to.
 *
 * @param code 0 if it did what was asked
 * @param out what it printed
 * @param err what it complained of, with kubectl the warnings of the API server too
 */
public record CommandOutcome(int code, String out, String err) {
    static CommandOutcome of(List<String> command) {
        try {
            Path err = Files.createTempFile("command", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            CommandOutcome result = new CommandOutcome(process.waitFor(), out, Files.readString(err));
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The last line of what it complained of. */
    String reason() {
        return err.strip().substring(err.strip().lastIndexOf('\n') + 1);
    }

    /**
     * What it printed.
     *
     * @throws IllegalStateException with what it complained of, if it did not do what was asked
     */
    public String orThrow() {
        if (code != 0) {
            throw new IllegalStateException(err.strip());
        }
        return out;
    }
}
