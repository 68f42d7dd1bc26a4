/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one service is started.
 *
 * @param name short and unique
 * @param command program and arguments
 * @param environment added to the launcher's own
 * @param folder its working folder
 * @param log its output is appended here
 * @param port Kafka port of a broker, HTTP port of any other
 * @param metricsPort where it tells of itself, by HTTP
 * @param readiness how to see that it is ready
 */
public record ServiceLaunch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path log,
        int port,
        int metricsPort,
        Readiness readiness) {
    public ServiceLaunch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
