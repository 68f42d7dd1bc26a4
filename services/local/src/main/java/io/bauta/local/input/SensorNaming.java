/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import io.bauta.contracts.site.SourceLocation;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives sensors ids that say where their stream comes from: the file's name, or a camera's host and path. Each is a DNS
 * label and given out once; so is the id with {@link #SOUND} appended.
 */
final class SensorNaming {
    static final String SOUND = "-sound";
    private static final int LONGEST = 40;
    private final Set<String> taken = new HashSet<>();

    String idFor(SourceLocation location) {
        String base = label(location);
        String id = base;
        for (int number = 2; taken.contains(id) || taken.contains(id + SOUND); number++) {
            id = base + "-" + number;
        }
        taken.add(id);
        taken.add(id + SOUND);
        return id;
    }

    private static String label(SourceLocation location) {
        String name = location.isUrl()
                ? location.value()
                        .replaceFirst("^[^:]+://", "")
                        .replaceFirst("^[^/@]*@", "")
                        .replaceFirst("[?#].*$", "")
                : fileName(location.value());
        String label =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = label.length() > LONGEST ? label.substring(0, LONGEST).replaceAll("-$", "") : label;
        return cut.isEmpty() ? "sensor" : cut;
    }

    private static String fileName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int ending = name.lastIndexOf('.');
        return ending > 0 ? name.substring(0, ending) : name;
    }
}
