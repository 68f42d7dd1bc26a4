/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import io.bauta.contracts.site.SensorDeclaration;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens every source of a site once before anything is started. */
public final class SourceCheck {
    private final Path folder;

    /** @param folder names of files are relative to it */
    public SourceCheck(Path folder) {
        this.folder = folder;
    }

    /**
     * @param camerasMayBeAway whether only files are looked at: cameras are tried again and again while it runs
     * @throws Refusal that names every source that does not work, one line each, without passwords
     */
    public void demand(Site site, boolean camerasMayBeAway) {
        List<String> faults = new ArrayList<>();
        for (SourceLocation source : sources(site)) {
            if (source.isUrl() && camerasMayBeAway) {
                continue;
            }
            try {
                InputProbe.probe(
                        source.isUrl()
                                ? source.value()
                                : folder.resolve(source.value()).toString());
            } catch (Refusal e) {
                faults.add(sensorsOf(site, source) + ": " + e.getMessage()
                        + (source.isUrl() ? ", or give --keep-trying" : ""));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(ExitCode.LACKING, String.join("\n", faults));
        }
    }

    private static Set<SourceLocation> sources(Site site) {
        return site.sensors().stream()
                .map(SensorDeclaration::source)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String sensorsOf(Site site, SourceLocation source) {
        return site.sensors().stream()
                .filter(sensor -> sensor.source().equals(source))
                .map(sensor -> sensor.id().value())
                .collect(Collectors.joining(", "));
    }
}
