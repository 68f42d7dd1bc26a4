/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import io.bauta.broker.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a cluster is found, and by whom.
 *
 * @param host the address at which its API server listens
 * @param services the network of its Services
 * @param graceSeconds after which a node that says nothing is given up
 * @param tolerationSeconds after which pods that say nothing of lost nodes leave them
 * @param others who gets a login beside its own parts, as {@code NAME=GROUP}
 */
record KubernetesPlace(String host, String services, int graceSeconds, int tolerationSeconds, List<String> others) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> OWN =
            List.of("admin=system:masters", "controllers=system:masters", "system:kube-scheduler");

    /** A cluster whose nodes, if it has any, are played by processes beside it. */
    static KubernetesPlace loopback() {
        return new KubernetesPlace(LOOPBACK, "10.96.0.0/16", 2 * KubernetesArguments.LEASE_SECONDS, 1, List.of());
    }

    /** Somewhere for etcd to listen; nobody but the API server asks it. */
    static String etcd() {
        return "http://" + LOOPBACK + ":" + Ports.free(LOOPBACK);
    }

    /** Where pods find the API server: the first address of the Services. */
    private String ofPods() {
        return services.replaceFirst("\\.0/\\d+$", ".1");
    }

    /** Whether anybody beside this machine can find the API server. */
    boolean isReachable() {
        return !host.equals(LOOPBACK);
    }

    List<String> pki(Path program, Path folder, int port) {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), folder.toString(), "https://" + host + ":" + port + "," + ofPods()));
        command.addAll(OWN);
        command.addAll(others);
        return command;
    }
}
