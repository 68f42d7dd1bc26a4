/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.local.continuum.ServiceCatalogue;
import io.bauta.local.home.RunState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where Prometheus finds the figures of one service: an entry of a file for its {@code file_sd_configs}.
 *
 * @param targets host and port
 * @param labels what all series of the service carry; the fog belongs to no node
 */
record ScrapeTarget(List<String> targets, Map<String, String> labels) {

    /** Those of a run. */
    static Stream<ScrapeTarget> of(RunState run) {
        return run.services().stream().flatMap(running -> Arrays.stream(ServiceCatalogue.values())
                .filter(service -> service.label().equals(running.name()))
                .map(service -> new ScrapeTarget(List.of("127.0.0.1:" + running.metricsPort()), labels(run, service))));
    }

    private static Map<String, String> labels(RunState run, ServiceCatalogue service) {
        Map<String, String> labels = new TreeMap<>(Map.of("job", service.label(), "site", run.site(), "tier", "fog"));
        if (service.onEdge()) {
            labels.put("tier", "edge");
            labels.put("node", run.node());
        }
        return labels;
    }
}
