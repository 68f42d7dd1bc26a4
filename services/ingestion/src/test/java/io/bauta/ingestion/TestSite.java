/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion;

import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes site files a sensor at a time. */
final class TestSite {
    private final StringBuilder yaml = new StringBuilder("site: town\nnode: kerb-1\nsensors:\n");

    TestSite camera(String id, String source) {
        return sensor(id, "camera", source, false);
    }

    TestSite microphone(String id, String source) {
        return sensor(id, "microphone", source, false);
    }

    TestSite loopingCamera(String id, String source) {
        return sensor(id, "camera", source, true);
    }

    private TestSite sensor(String id, String kind, String source, boolean loop) {
        yaml.append("  - {id: %s, kind: %s, source: \"%s\", loop: %s, purpose: test, legalBasis: test}\n"
                .formatted(id, kind, source, loop));
        return this;
    }

    Site site() {
        return SiteReader.parse(yaml.toString(), "test site");
    }

    Path writeTo(Path file) {
        try {
            return Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
