/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local;

/**
 * Something cannot be done, and its message tells a person in plain words what and how to mend it. It is shown without
 * a stack trace.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ExitCode exitCode;

    public Refusal(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
