/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

/**
 * Where a sensor's stream is found: a file path or a URL. It may carry a camera's password, so it masks itself.
 *
 * @param value as FFmpeg understands it, password and all; hand it to the opener and to nothing else
 */
public record SourceLocation(String value) {

    /**
     * The same without user, password and query, fit for logs, metrics and errors. A password written with a "/", "@" or
     * "?" of its own is hidden too; where an "@" after a "?" leaves open which is which, only the scheme is left.
     */
    public String masked() {
        int authority = value.indexOf("://") + 3;
        int at = authority < 3 ? -1 : value.lastIndexOf('@');
        int query = value.indexOf('?');
        if (query >= 0 && query < at) {
            return value.substring(0, authority) + "***";
        }
        String shown = at < authority ? value : value.substring(0, authority) + "***" + value.substring(at);
        int shownQuery = shown.indexOf('?');
        return shownQuery < 0 ? shown : shown.substring(0, shownQuery) + "?***";
    }

    public boolean isUrl() {
        return value.matches("(?s)^[a-zA-Z][a-zA-Z0-9+.-]+://.*");
    }

    @Override
    public String toString() {
        return masked();
    }
}
