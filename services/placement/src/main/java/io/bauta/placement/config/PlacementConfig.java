/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The settings of the placement operator. */
@ConfigMapping(prefix = "bauta.placement")
public interface PlacementConfig {
    /** The namespace of everything that is declared, and the only one in which raw media may be handled. */
    @WithDefault("bauta")
    String namespace();

    /** Beginning of the names that the chart gives; a node's configuration is looked for under this name. */
    @WithDefault("bauta")
    String release();

    /** The model server whose variants may be chosen; without one, nothing is chosen. */
    Optional<URI> modelServer();

    /** Namespaces whose pods are reported where they have access to raw media, and left where they are. */
    @WithDefault("kube-system")
    Set<String> spared();
}
