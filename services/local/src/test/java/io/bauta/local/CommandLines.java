/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local;

import java.io.PrintStream;
import java.util.List;

/** Runs the command line in this JVM. What the launcher says for itself, beside refusals, goes where it always goes. */
public final class CommandLines {
    private CommandLines() {}

    /** Standard error is {@code errors} meanwhile. */
    public static int run(PrintStream errors, List<String> arguments) {
        PrintStream before = System.err;
        System.setErr(errors);
        try {
            return Bauta.run(errors, arguments.toArray(String[]::new));
        } finally {
            System.setErr(before);
        }
    }
}
