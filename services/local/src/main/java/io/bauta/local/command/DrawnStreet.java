/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.home.HomeFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The built-in scene, drawn on first use and kept in the home folder. */
final class DrawnStreet {
    private DrawnStreet() {}

    static Path in(HomeFolder home) {
        Path scene = home.scene().resolve("street.mp4");
        if (!Files.exists(scene)) {
            throw new Refusal(ExitCode.LACKING, "the built-in street is not there yet; give --input FILE");
        }
        return scene;
    }
}
