/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local;

/** How the command ends, as scripts see it; the same numbers as in the shell part. */
public enum ExitCode {
    WELL(0),
    /** It was tried and did not work. */
    FAILED(1),
    /** The command line was not understood. */
    USAGE(2),
    /** This machine lacks something: a port, memory, a file, a camera. */
    LACKING(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
