/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.nio.file.Path;

/** Where the built project lies, as the script says. */
final class Checkout {
    private Checkout() {}

    static Path root() {
        String root = System.getProperty("bauta.root");
        if (root == null) {
            throw new Refusal(
                    ExitCode.USAGE, "start this through the script ./bauta, which says where the services are");
        }
        return Path.of(root);
    }
}
