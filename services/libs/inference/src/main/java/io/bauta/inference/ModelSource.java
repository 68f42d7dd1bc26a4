/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/** Where a {@link ModelStore} looks for models it does not keep yet. */
public sealed interface ModelSource {
    /**
     * A folder of exported models, one folder each, used as it is.
     *
     * @param exported may be absent: then it holds none
     */
    record Folder(Path exported) implements ModelSource {
        @Override
        public String toString() {
            return "folder " + exported;
        }
    }

    /**
     * A model server.
     *
     * @param base its address, without the path
     */
    record Server(URI base) implements ModelSource {
        public Server {
            if (!Set.of("http", "https").contains(String.valueOf(base.getScheme())) || base.getHost() == null) {
                throw new IllegalArgumentException("a model server has an http address, not '" + base + "'");
            }
        }

        /** Of a file of the model with this digest. */
        URI file(String sha256, String name) {
            return base.resolve("/models/by-digest/" + sha256 + "/" + name);
        }

        @Override
        public String toString() {
            return "model server " + base.getScheme() + "://" + base.getHost()
                    + (base.getPort() < 0 ? "" : ":" + base.getPort());
        }
    }
}
