/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NVIDIA's client of the protocol, from PyPI, in an environment of its own that is kept for the next run. */
public final class TritonClient {
    private static final String PACKAGE = "tritonclient[http]==2.73.0";
    private static final Path PLACE =
            Path.of("../../.cache/triton-client").toAbsolutePath().normalize();
    private static final Path PYTHON = PLACE.resolve("bin/python");
    private static final Path COMPLETE = PLACE.resolve("complete");
    private static final long LONGEST_MINUTES = 4;

    private TritonClient() {}

    /** Installs it, or ends the calling test as skipped where that cannot be done. */
    public static void install() throws IOException, InterruptedException {
        if (Files.exists(COMPLETE)) {
            return;
        }
        try {
            run("python3", "-m", "venv", PLACE.toString());
            run(PYTHON.toString(), "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "15", PACKAGE);
            Files.createFile(COMPLETE);
        } catch (IOException e) {
            abort("needs a Python 3 with venv and " + PACKAGE + " from PyPI: " + e.getMessage());
        }
    }

    /** Runs a script with it; what it printed. */
    public static String run(Path script, List<String> arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.size() + 2];
        command[0] = PYTHON.toString();
        command[1] = script.toString();
        for (int argument = 0; argument < arguments.size(); argument++) {
            command[argument + 2] = arguments.get(argument);
        }
        return run(command);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("triton-client", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
                String text = Files.readString(said, UTF_8).strip();
                if (!ended || process.exitValue() != 0) {
                    throw new IOException(text.substring(text.lastIndexOf('\n') + 1));
                }
                return text;
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(said);
        }
    }
}
