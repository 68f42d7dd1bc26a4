/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bauta.contracts.Faults;
import io.bauta.contracts.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Users and passwords of cameras, kept beside the site file and not in it: a folder with one file for each name that a
 * sensor's {@code credentials} may have, holding {@code user:password} on one line. A Kubernetes Secret mounted as a volume
 * is such a folder. What is read goes into locations, which mask themselves, and nowhere else.
 */
public final class SourceCredentials {
    private final Optional<Path> folder;

    private SourceCredentials(Optional<Path> folder) {
        this.folder = folder;
    }

    /** @param folder none where no sensor names credentials */
    public static SourceCredentials in(Optional<Path> folder) {
        return new SourceCredentials(folder);
    }

    /**
     * The same site whose sensors' locations are ready to be opened.
     *
     * @throws InvalidConfigurationException naming every sensor whose credentials are not there or not usable
     */
    public Site applyTo(Site site) {
        Faults faults = new Faults("credentials of cameras");
        Site signedIn = new Site(
                site.name(),
                site.node(),
                site.sensors().stream()
                        .map(sensor -> sensor.at(located(sensor, faults)))
                        .toList(),
                site.policies());
        faults.throwIfAny();
        return signedIn;
    }

    private SourceLocation located(SensorDeclaration sensor, Faults faults) {
        SourceLocation bare = sensor.source();
        if (bare.credentials().isEmpty()) {
            return bare;
        }
        String name = bare.credentials().get();
        String where = "sensor " + sensor.id();
        if (folder.isEmpty()) {
            faults.add(where, "names credentials '" + name + "', and no folder with credentials is given");
            return bare;
        }
        Path file = folder.get().resolve(name);
        try {
            String[] parts = Files.readString(file, UTF_8).strip().split(":", 2);
            if (parts.length == 2 && !parts[0].isBlank() && parts[1].lines().count() == 1) {
                return bare.signedIn(parts[0], parts[1]);
            }
            faults.add(where, file + " must hold user:password on one line");
        } catch (IOException e) {
            faults.add(where, file + " cannot be read: it must hold user:password on one line");
        }
        return bare;
    }
}
