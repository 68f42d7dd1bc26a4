/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy as records name it: {@code id@version}.
 *
 * @param id a DNS label
 * @param version counts from 1
 */
public record PolicyReference(String id, int version) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9][a-z0-9-]{0,62})@([1-9][0-9]{0,8})");

    public static PolicyReference parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("policy reference '" + text + "' is not of the form id@version");
        }
        return new PolicyReference(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return id + "@" + version;
    }
}
