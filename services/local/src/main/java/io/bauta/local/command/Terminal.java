/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import java.io.Console;

/** Whether a person is looking, so that a line may be rewritten in place. */
final class Terminal {
    private Terminal() {}

    /** JDK 25 gives no console where input or output is not a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
