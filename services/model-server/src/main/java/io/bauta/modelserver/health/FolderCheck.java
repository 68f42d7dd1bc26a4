/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.health;

import io.bauta.modelserver.catalogue.Catalogue;
import io.bauta.modelserver.config.ModelServerConfig;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether what is served can be read. A node without models is a node that is ready, and has none to give. */
@Readiness
@Singleton
public class FolderCheck implements HealthCheck {
    private final ModelServerConfig config;
    private final Catalogue catalogue;

    public FolderCheck(ModelServerConfig config, Catalogue catalogue) {
        this.config = config;
        this.catalogue = catalogue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("folder-of-models")
                .status(catalogue.variants().isEmpty() || Files.isReadable(config.folder()))
                .withData("served", catalogue.variants().size())
                .withData("refused", catalogue.refused().size())
                .build();
    }
}
