/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The script that makes nodes and takes them away: it does what it is told in a line, and answers in one. It ends, and the nodes with
 * it, when nobody holds the other end of its input any more, so also when this JVM is killed. Not thread-safe.
 */
final class NodesProcess implements AutoCloseable {
    private static final int GOES_WITHIN_SECONDS = 60;

    private final Process process;
    private final Writer told;
    private final BufferedReader answers;
    private final Path errors;

    /** @param programs what nodes need beside their part of Kubernetes */
    NodesProcess(Path folder, Path programs) {
        try {
            errors = Files.createTempFile("nodes", ".err");
            process = new ProcessBuilder(
                            "bash",
                            KubernetesProgram.nodes().toString(),
                            "serve",
                            folder.toString(),
                            programs.toString())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        told = process.outputWriter(UTF_8);
        answers = process.inputReader(UTF_8);
    }

    /**
     * Its next answer.
     *
     * @throws IllegalStateException with what it complained of, if it has ended
     */
    String answer() {
        try {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("no nodes: " + Files.readString(errors));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells it something and returns the answer. */
    String tell(String line) {
        try {
            told.write(line + "\n");
            told.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer();
    }

    @Override
    public void close() {
        try {
            told.close();
            if (!process.waitFor(GOES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
