/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.intake;

import io.bauta.modelserver.catalogue.Catalogue;
import io.bauta.modelserver.catalogue.CatalogueReader;
import io.bauta.modelserver.catalogue.RefusedFolder;
import io.bauta.modelserver.config.ModelServerConfig;
import io.bauta.modelserver.inference.LoadedModels;
import io.bauta.modelserver.metrics.ModelServerMetrics;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Reads the folder of exported models once, when the service starts, and says what came of it. */
@Singleton
public class ModelFolder {
    private static final Logger LOG = Logger.getLogger(ModelFolder.class);

    private final ModelServerConfig config;
    private final ModelServerMetrics metrics;

    public ModelFolder(ModelServerConfig config, ModelServerMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    @Produces
    @Singleton
    @Startup
    Catalogue catalogue() {
        Catalogue catalogue = CatalogueReader.read(config.folder());
        catalogue
                .variants()
                .forEach(variant -> LOG.infof("served: model=%s@sha256:%s", variant.name(), variant.sha256()));
        for (RefusedFolder refused : catalogue.refused()) {
            LOG.errorf("not served: folder=%s reason=%s: %s", refused.folder(), refused.reason(), refused.why());
        }
        if (catalogue.variants().isEmpty()) {
            LOG.warnf("there is no model in folder=%s", config.folder());
        }
        metrics.catalogue(catalogue);
        return catalogue;
    }

    @Produces
    @Singleton
    LoadedModels loadedModels(Catalogue catalogue) {
        return new LoadedModels(
                catalogue.variants(),
                new LoadedModels.Limits(config.mostRequests(), config.mostRequestBytes(), config.mostResponseBytes()));
    }

    void close(@Disposes LoadedModels models) {
        models.close();
    }
}
