/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** A program of this machine, run to its end. */
final class Command {
    private Command() {}

    /** @throws IOException with what it said, if it fails */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            // ldd ends with 1 for what is not linked at all, which is an answer.
            if (process.waitFor() != 0
                    && !said.contains("not a dynamic executable")
                    && !said.contains("statically linked")) {
                throw new IOException(command[0] + " failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command[0] + " ran", e);
        }
        return said;
    }
}
