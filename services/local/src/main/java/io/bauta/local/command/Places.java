/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at where results shall go before the work is begun whose results they are. */
final class Places {
    private Places() {}

    /**
     * @param option the option that named the file
     * @throws Refusal in one line, if it cannot be written there
     */
    static void demandWritable(Optional<Path> file, String option) {
        file.ifPresent(named -> demandWritable(named, option));
    }

    private static void demandWritable(Path file, String option) {
        if (Files.isDirectory(file)) {
            throw new Refusal(ExitCode.USAGE, option + " " + file + " is a folder; name a file in it");
        }
        Path existing = file.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        boolean inFolder = Files.isDirectory(existing) || existing.equals(file.toAbsolutePath());
        if (!inFolder || !Files.isWritable(existing)) {
            throw new Refusal(
                    ExitCode.LACKING,
                    option + " " + file + " cannot be written: " + existing
                            + (inFolder ? " may not be written to by this user" : " is not a folder")
                            + "; name another place");
        }
    }
}
