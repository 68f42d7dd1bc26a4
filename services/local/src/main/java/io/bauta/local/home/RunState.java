/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What another terminal needs to know about a run.
 *
 * @param command {@code demo} or {@code up}
 * @param launcher the process that watches the services
 * @param site the site's name, as its file has it
 * @param node the edge node's name, as the site file has it
 * @param page address of the partner page
 * @param edgeBootstrap address of the edge broker
 * @param fogBootstrap address of the fog broker
 * @param services the services' processes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunState(
        String command,
        ProcessIdentity launcher,
        String site,
        String node,
        String page,
        String edgeBootstrap,
        String fogBootstrap,
        List<RunningService> services) {
    public RunState {
        services = List.copyOf(services);
    }

    /**
     * @param name as in the catalogue
     * @param process its newest incarnation
     * @param port Kafka port of a broker, HTTP port of any other
     * @param metricsPort where Prometheus asks it at {@code /q/metrics}
     * @param ready whether it has been ready since it was last started
     * @param restarts how often it had to be started again
     */
    public record RunningService(
            String name, ProcessIdentity process, int port, int metricsPort, boolean ready, int restarts) {}
}
