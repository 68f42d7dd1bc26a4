/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

/**
 * Where a sensor's stream is found: a file path or a URL. It may carry a camera's password, so it masks itself.
 *
 * @param value as FFmpeg understands it, password and all; hand it to the opener and to nothing else
 */
public record SourceLocation(String value) {

    /** The same without user and password, fit for logs, metrics and errors. */
    public String masked() {
        return value.replaceFirst("^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/@]*@", "$1***@")
                .replaceFirst("\\?.*$", "?***");
    }

    public boolean isUrl() {
        return value.matches("^[a-zA-Z][a-zA-Z0-9+.-]+://.*");
    }

    @Override
    public String toString() {
        return masked();
    }
}
