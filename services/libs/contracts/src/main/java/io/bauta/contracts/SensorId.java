/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import java.util.regex.Pattern;

/**
 * The name of a camera or microphone: a DNS label (RFC 1123), so that the same name serves as record key, metric label,
 * URL segment and Kubernetes object.
 *
 * @param value 1 to 63 characters of {@code a-z 0-9 -}, beginning and ending with a letter or digit
 */
public record SensorId(String value) implements Comparable<SensorId> {
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public SensorId {
        if (value == null || !DNS_LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException("sensor id '" + value
                    + "' must be 1 to 63 characters a-z, 0-9 or '-', beginning and ending with a letter or digit");
        }
    }

    public static boolean isValid(String value) {
        return value != null && DNS_LABEL.matcher(value).matches();
    }

    @Override
    public int compareTo(SensorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
