/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

/** Nothing inside this process can make the machine run again. */
final class OnlyNewProcessHelpsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnlyNewProcessHelpsException(String message) {
        super(message);
    }

    OnlyNewProcessHelpsException(String message, Throwable cause) {
        super(message, cause);
    }
}
