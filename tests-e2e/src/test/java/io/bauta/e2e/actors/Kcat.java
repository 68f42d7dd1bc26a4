/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.actors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The client a partner may have at hand: {@code kcat}, which is not written in Java and knows nothing of Bauta. */
public final class Kcat {
    private Kcat() {}

    /** Whether this machine has it. */
    public static boolean isHere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kcat")));
    }

    /** The value of the first record of a topic, as {@code kcat} writes it to a file. */
    public static byte[] firstValue(String bootstrap, String topic, Path folder) {
        try {
            Path value = Files.createTempFile(folder, "kcat-", ".value");
            Process kcat = new ProcessBuilder(
                            "kcat", "-C", "-q", "-b", bootstrap, "-t", topic, "-o", "beginning", "-c", "1", "-f", "%s")
                    .redirectOutput(value.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!kcat.waitFor(1, TimeUnit.MINUTES)) {
                kcat.destroyForcibly();
                throw new AssertionError("kcat read nothing from " + topic + " within a minute");
            }
            return Files.readAllBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
