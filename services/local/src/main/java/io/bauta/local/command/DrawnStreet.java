/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.home.HomeFolder;
import io.bauta.local.street.StreetScene;
import io.bauta.local.street.StreetSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The built-in scene, drawn on first use and kept in the home folder. */
final class DrawnStreet {
    private static final StreetSettings SETTINGS = StreetSettings.full(1);

    private DrawnStreet() {}

    /** Draws it if it is not there yet, which takes a while, and says how far it has come. */
    static Path in(HomeFolder home, PrintStream out) throws IOException {
        if (Files.exists(StreetScene.filesIn(home.scene(), SETTINGS).video())) {
            return StreetScene.filesIn(home.scene(), SETTINGS).video();
        }
        try (ProgressLine line = ProgressLine.on(out, "drawing the street (once)")) {
            return StreetScene.write(home.scene(), SETTINGS, (frames, of) -> line.show((double) frames / of))
                    .video();
        }
    }
}
