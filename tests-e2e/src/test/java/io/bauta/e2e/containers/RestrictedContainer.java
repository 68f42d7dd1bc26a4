/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.containers;

import com.github.dockerjava.api.model.Capability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/** One of our images, held as the chart holds it: a root that is read-only, no capability, no new rights, little to write to. */
final class RestrictedContainer extends GenericContainer<RestrictedContainer> {

    /**
     * @param service of which image
     * @param name in the network
     * @param writable folders it may write to beside /tmp
     */
    RestrictedContainer(String service, String name, Network network, String... writable) {
        super(DockerImageName.parse("bauta/" + service + ":0.1.0"));
        Map<String, String> folders = new HashMap<>();
        folders.put("/tmp", "rw,exec,size=256m,uid=10001");
        for (String folder : writable) {
            folders.put(folder, "rw,size=768m,uid=10001");
        }
        withNetwork(network);
        withNetworkAliases(name);
        withEnv("JDK_JAVA_OPTIONS", "-Xmx192m");
        withEnv("QUARKUS_HTTP_HOST", "0.0.0.0");
        withTmpFs(folders);
        withCreateContainerCmdModifier(command -> command.getHostConfig()
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges")));
    }
}
