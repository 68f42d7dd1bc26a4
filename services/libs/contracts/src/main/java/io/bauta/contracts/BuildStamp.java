/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build is running: the version and the commit it was built from, so that a statement can name its maker. The same
 * commit always gives the same stamp.
 *
 * @param version the project's version
 * @param commit the short commit id, or {@code unknown} outside a checkout
 */
public record BuildStamp(String version, String commit) {
    private static final BuildStamp CURRENT = read();

    public static BuildStamp current() {
        return CURRENT;
    }

    private static BuildStamp read() {
        try (InputStream file = BuildStamp.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return new BuildStamp(
                    properties.getProperty("git.build.version", "unknown"),
                    properties.getProperty("git.commit.id.abbrev", "unknown"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return version + "+" + commit;
    }
}
