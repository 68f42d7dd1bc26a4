/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import io.bauta.local.check.PortChoice;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The port of each service, and of each broker's controller.
 *
 * @param of Kafka port of a broker, HTTP port of any other
 * @param edgeController KRaft controller of the edge broker
 * @param fogController KRaft controller of the fog broker
 * @param edgeMetrics where the edge broker tells of itself, by HTTP
 * @param fogMetrics where the fog broker does
 */
public record Ports(
        Map<ServiceCatalogue, Integer> of, int edgeController, int fogController, int edgeMetrics, int fogMetrics) {
    public Ports {
        of = Map.copyOf(of);
    }

    /**
     * What a person may want to fix.
     *
     * @param page HTTP port of the partner page
     * @param fog Kafka port of the fog broker
     * @param edge Kafka port of the edge broker
     */
    public record Wishes(OptionalInt page, OptionalInt fog, OptionalInt edge) {
        public static Wishes none() {
            return new Wishes(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
        }
    }

    /** @throws io.bauta.local.Refusal if a port wished for is in use */
    public static Ports choose(Wishes wishes) {
        try (PortChoice choice = new PortChoice()) {
            Map<ServiceCatalogue, Integer> of = new EnumMap<>(ServiceCatalogue.class);
            of.put(ServiceCatalogue.PARTNER, choice.fixedOrFree(wishes.page(), "--page-port"));
            of.put(ServiceCatalogue.FOG_BROKER, choice.fixedOrFree(wishes.fog(), "--fog-port"));
            of.put(ServiceCatalogue.EDGE_BROKER, choice.fixedOrFree(wishes.edge(), "--edge-port"));
            for (ServiceCatalogue service : ServiceCatalogue.values()) {
                of.computeIfAbsent(service, unused -> choice.free());
            }
            return new Ports(of, choice.free(), choice.free(), choice.free(), choice.free());
        }
    }

    /** Where a service tells of itself; what speaks HTTP anyway does it there. */
    int metricsOf(ServiceCatalogue service) {
        return switch (service) {
            case EDGE_BROKER -> edgeMetrics;
            case FOG_BROKER -> fogMetrics;
            default -> of.get(service);
        };
    }

    String edgeBootstrap() {
        return "127.0.0.1:" + of.get(ServiceCatalogue.EDGE_BROKER);
    }

    String fogBootstrap() {
        return "127.0.0.1:" + of.get(ServiceCatalogue.FOG_BROKER);
    }

    String modelServer() {
        return "http://127.0.0.1:" + of.get(ServiceCatalogue.MODEL_SERVER);
    }

    String page() {
        return "http://127.0.0.1:" + of.get(ServiceCatalogue.PARTNER) + "/";
    }
}
