/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static io.bauta.testing.kubernetes.TwoNodes.EDGE;

import io.bauta.testing.kubernetes.TwoNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where somebody listens in a city on two nodes, and who on the edge gets there: each pod asks from its own network. */
final class Doors {
    /** Answered by somebody in the town, as a cloud does. */
    private static final String METADATA = "169.254.169.254";

    private final TwoNodes nodes;
    private final Map<String, String> addresses = new LinkedHashMap<>();

    Doors(TwoNodes nodes, RealCity city, CityPods pods) {
        this.nodes = nodes;
        addresses.put("edge broker", city.addressOf("city-edge-broker-market-square") + ":9092");
        addresses.put("model server", city.addressOf("city-model-server-market-square") + ":8086");
        addresses.put("fog broker", city.addressOf("city-fog-broker") + ":9092");
        addresses.put("fog broker's pod", pods.addressOf("fog-broker") + ":9092");
        addresses.put("partner", city.addressOf("city-partner") + ":8080");
        addresses.put("analytics", pods.addressOf("analytics") + ":8080");
        addresses.put("metadata", METADATA + ":80");
        addresses.put("API", nodes.api() + ":443");
    }

    /** All that is tried, as host:port. */
    Map<String, String> addresses() {
        return Map.copyOf(addresses);
    }

    /** The doors that open to a pod of the edge; "names" is the cluster's DNS, asked by UDP. */
    List<String> openTo(String podAddress) {
        List<String> open = new ArrayList<>();
        addresses.forEach((door, address) -> {
            String[] place = address.split(":");
            if (nodes.reaches(EDGE, podAddress, place[0], Integer.parseInt(place[1]))) {
                open.add(door);
            }
        });
        if (nodes.asksNames(EDGE, podAddress, nodes.dns())) {
            open.add("names");
        }
        return open;
    }
}
