/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.resume;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One playing of one file, written beside each of its raw records, so that a restart knows its own work again. It tells
 * nothing of the file's name.
 *
 * @param fingerprint 16 hexadecimal digits of path, size and time of change
 * @param anchorMillis the wall-clock time of the file's beginning, and the epoch the playing began with
 */
public record FileRun(String fingerprint, long anchorMillis) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})@([0-9]{1,18})");
    private static final int DIGITS = 16;

    public static Optional<FileRun> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FileRun(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** The fingerprint of a file as it lies there now; of a missing one too, by its path alone. */
    public static String fingerprint(Path file) {
        String facts;
        try {
            facts = file.toRealPath() + "|" + Files.size(file) + "|"
                    + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            facts = file.toAbsolutePath().normalize().toString();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(facts.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return fingerprint + "@" + anchorMillis;
    }
}
