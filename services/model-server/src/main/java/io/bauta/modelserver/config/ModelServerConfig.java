/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The settings of the model server. */
@ConfigMapping(prefix = "bauta.model-server")
public interface ModelServerConfig {
    /** The folder of exported models, one folder each. One that is not there holds none. */
    Path folder();

    /** A request to infer may be this long; so may the tensors that it is turned into. */
    @WithDefault("4194304")
    int mostRequestBytes();

    /** The outputs of a run may be this large, as the network gives them. */
    @WithDefault("12582912")
    int mostResponseBytes();

    /** Requests to infer that are read, wait or run at the same time; further ones are told to come again. */
    @WithDefault("3")
    int mostRequests();
}
