/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

/** A method could not hide what it had to: the picture is gone and its chunk must be withheld. */
public final class MethodFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MethodFailedException(String method, Throwable cause) {
        super("method " + method + " failed: " + cause.getClass().getSimpleName() + mend(cause), cause);
    }

    private static String mend(Throwable cause) {
        return cause instanceof LinkageError ? "; start the JVM with --add-modules=jdk.incubator.vector" : "";
    }
}
