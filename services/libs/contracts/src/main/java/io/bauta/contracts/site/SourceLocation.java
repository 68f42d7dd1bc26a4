/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/**
 * Where a sensor's stream is found: a file path or a URL. It may carry a camera's password, so it masks itself.
 *
 * @param value as FFmpeg understands it, password and all; hand it to the opener and to nothing else
 * @param credentials the name under which user and password are kept elsewhere, if they are not in the URL
 */
public record SourceLocation(String value, Optional<String> credentials) {

    /** A location that needs no credentials, or carries them. */
    public SourceLocation(String value) {
        this(value, Optional.empty());
    }

    /** The same URL with user and password in it, however they are spelt, and no credentials to look for any more. */
    SourceLocation signedIn(String user, String password) {
        int authority = value.indexOf("://") + 3;
        return new SourceLocation(value.substring(0, authority) + escaped(user) + ":" + escaped(password) + "@"
                + value.substring(authority));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Whether the URL itself says who signs in. */
    boolean namesUser() {
        return isUrl() && value.contains("@");
    }

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
