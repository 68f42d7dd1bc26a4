/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.download;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, by RFC 9110, section 14.
 *
 * @param first offset of its first byte
 * @param bytes its length, at least 1
 */
public record ByteRange(long first, long bytes) {
    /** More digits than any file has bytes; so that parsing needs no care. */
    private static final Pattern ONE = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /** What a Range header asks of a file. */
    public sealed interface Asked {
        /** The file as a whole: nothing else is asked for, or something that may be passed over. */
        record Whole() implements Asked {}

        /** This part of it. */
        record Part(ByteRange range) implements Asked {}

        /** Bytes that it does not have. */
        record Beyond() implements Asked {}
    }

    /** Offset of its last byte. */
    public long last() {
        return first + bytes - 1;
    }

    /**
     * Reads the header. Several ranges at once and units other than bytes may be passed over, and are.
     *
     * @param header its value, if it is there
     * @param length of the file, bytes
     */
    public static Asked asked(Optional<String> header, long length) {
        Matcher range = ONE.matcher(header.orElse(""));
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new Asked.Whole();
        }
        if (range.group(1).isEmpty()) {
            long bytes = Math.min(Long.parseLong(range.group(2)), length);
            return bytes == 0 ? new Asked.Beyond() : new Asked.Part(new ByteRange(length - bytes, bytes));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (last < first) {
            return new Asked.Whole();
        }
        return first >= length
                ? new Asked.Beyond()
                : new Asked.Part(new ByteRange(first, Math.min(last, length - 1) - first + 1));
    }
}
