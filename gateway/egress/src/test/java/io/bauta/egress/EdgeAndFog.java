/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress;

import io.bauta.contracts.provenance.NodeKey;
import io.bauta.egress.door.EdgeNode;
import io.bauta.testing.kafka.KafkaInJvm;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Both brokers, a site file and a trusted key for the service under test. */
public final class EdgeAndFog implements QuarkusTestResourceLifecycleManager {
    public static final String EDGE = "bauta.edge.bootstrap-servers";
    public static final String FOG = "bauta.fog.bootstrap-servers";

    private KafkaInJvm edge;
    private KafkaInJvm fog;
    private Path folder;

    @Override
    public Map<String, String> start() {
        edge = KafkaInJvm.edge().start();
        fog = KafkaInJvm.fog().start();
        try {
            folder = Files.createTempDirectory("bauta-door-");
            NodeKey.createIfAbsent(folder);
            Path site = Files.writeString(folder.resolve("site.yaml"), EdgeNode.siteText());
            return Map.of(
                    EDGE,
                    edge.bootstrapServers(),
                    FOG,
                    fog.bootstrapServers(),
                    "bauta.site-file",
                    site.toString(),
                    "bauta.keys",
                    folder.toString(),
                    "bauta.egress.probe-every",
                    "300ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        edge.close();
        fog.close();
        try {
            for (String file : new String[] {"site.yaml", "node.key", "node.pub", ""}) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
