/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.e2e.chart.Openings.Party;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may speak with whom, as a table of everything against everything: what is not in the list is shut. */
class NetworkPoliciesTest {
    private static final Party DNS = Party.in("kube-system", Map.of("k8s-app", "kube-dns"));
    private static final Party METADATA = Party.outside("169.254.169.254");
    private static final Party STRANGER = Party.outside("203.0.113.9");
    private static final Party CAMERA = Party.outside("10.20.0.7");
    private static final Party OTHERS_POD = Party.in("default", Map.of("app.kubernetes.io/component", "egress"));
    private static final List<Integer> PORTS =
            List.of(53, 80, 443, 554, 8080, 8081, 8082, 8083, 8084, 8086, 8089, 9092);

    private static final Set<String> OF_A_NODE = Set.of(
            "ingestion -> edge-broker 9092",
            "video-anonymiser -> edge-broker 9092",
            "audio-anonymiser -> edge-broker 9092",
            "egress -> edge-broker 9092",
            "video-anonymiser -> model-server 8086",
            "audio-anonymiser -> model-server 8086");

    @Test
    void onlyWhatTheWayOfTheDataNeedsIsOpen() {
        Set<String> wanted = new TreeSet<>();
        for (String node : List.of("gate", "market-square")) {
            OF_A_NODE.forEach(line -> wanted.add(line.replaceFirst(" -> ([a-z-]+)", "-" + node + " -> $1-" + node)));
            wanted.add("egress-" + node + " -> fog-broker 9092");
            wanted.add("egress-" + node + " -> kube-system 53");
        }
        wanted.add("ingestion-market-square -> 10.20.0.7 554");
        for (String reader : List.of("analytics", "partner")) {
            wanted.add(reader + " -> fog-broker 9092");
            wanted.add(reader + " -> kube-system 53");
        }

        assertThat(open(new Chart().withValues(Chart.TWO_NODES).objects())).isEqualTo(wanted);
    }

    @Test
    void theDoorIsTheOnlyOneThatTouchesBothSides() {
        List<HasMetadata> objects = new Chart()
                .withValues(Chart.TWO_NODES)
                .with("metricsNamespace", "monitoring")
                .objects();
        List<Workload> workloads = Workload.in(objects);
        Openings openings = new Openings(objects);
        List<String> doors = workloads.stream()
                .filter(one -> touches(openings, one, workloads, "edge-broker")
                        && touches(openings, one, workloads, "fog-broker"))
                .map(Workload::component)
                .distinct()
                .toList();

        assertThat(doors).containsExactly("egress");
    }

    @Test
    void anEdgeOfItsOwnReachesTheFogElsewhereThroughTheDoorOnly() {
        Set<String> open = open(new Chart()
                .withValues(Chart.TWO_NODES)
                .withValues(Chart.EXTERNAL.replace("192.0.2.0/24", "203.0.113.0/24"))
                .with("fog.enabled", "false")
                .with("cloud.enabled", "false")
                .objects());

        assertThat(open)
                .filteredOn(line -> line.contains("203.0.113.9"))
                .containsExactly("egress-gate -> 203.0.113.9 9092", "egress-market-square -> 203.0.113.9 9092");
    }

    @Test
    void metricsAreScrapedFromTheNamedNamespaceAndNoRecordIs() {
        List<HasMetadata> objects = new Chart()
                .withValues(Chart.TWO_NODES)
                .with("metricsNamespace", "monitoring")
                .objects();
        Openings openings = new Openings(objects);
        Party scraper = Party.in("monitoring", Map.of());

        for (Workload workload : Workload.in(objects)) {
            Party target = Party.of(workload);
            for (int port : target.ports().values()) {
                assertThat(openings.isOpen(scraper, target, port))
                        .as("%s %d", workload.name(), port)
                        .isEqualTo(port != 9092);
                assertThat(openings.isOpen(OTHERS_POD, target, port))
                        .as(workload.name())
                        .isFalse();
            }
        }
    }

    @Test
    void tracesAreToldByThoseOnlyWhoSeeNothingRaw() {
        List<HasMetadata> objects =
                new Chart().withValues(Chart.TWO_NODES).withValues("""
                        observability:
                          traces:
                            endpoint: http://tempo.monitoring:4318
                            peers: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
                        """).objects();
        Openings openings = new Openings(objects);
        Party receiver = Party.in("monitoring", Map.of());
        List<Workload> workloads = Workload.in(objects);

        assertThat(workloads)
                .filteredOn(one -> openings.isOpen(Party.of(one), receiver, 4318))
                .extracting(Workload::component)
                .containsOnly("egress", "analytics", "partner");
        assertThat(workloads)
                .filteredOn(one -> !one.variable("BAUTA_TRACES_ENDPOINT").isEmpty())
                .extracting(Workload::component)
                .containsOnly("egress", "analytics", "partner");
    }

    @Test
    void thePageIsOpenedByTheNamedClientsOnly() {
        List<HasMetadata> objects = new Chart().withValues("""
                        edge: {enabled: false}
                        cloud:
                          partner:
                            clients: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}]
                        """).objects();
        Openings openings = new Openings(objects);
        Party partner = Workload.in(objects).stream()
                .filter(one -> one.component().equals("partner"))
                .map(Party::of)
                .findFirst()
                .orElseThrow();

        assertThat(openings.isOpen(Party.in("ingress", Map.of()), partner, 8080))
                .isTrue();
        assertThat(openings.isOpen(OTHERS_POD, partner, 8080)).isFalse();
    }

    private static boolean touches(Openings openings, Workload from, List<Workload> all, String component) {
        return all.stream()
                .filter(to -> to.component().equals(component))
                .anyMatch(to -> openings.isOpen(Party.of(from), Party.of(to), 9092));
    }

    /** Every line that is open, from each of ours to each of ours and to some of the world, and back. */
    private static Set<String> open(List<HasMetadata> objects) {
        Openings openings = new Openings(objects);
        List<Party> ours = Workload.in(objects).stream().map(Party::of).toList();
        List<Party> all = new ArrayList<>(ours);
        all.addAll(List.of(DNS, METADATA, STRANGER, CAMERA, OTHERS_POD));
        Set<String> open = new TreeSet<>();
        for (Party from : all) {
            for (Party to : all) {
                if (from.equals(to) || !(ours.contains(from) || ours.contains(to))) {
                    continue;
                }
                for (int port : PORTS) {
                    if (openings.isOpen(from, to, port)) {
                        open.add(name(from) + " -> " + name(to) + " " + port);
                    }
                }
            }
        }
        return open;
    }

    private static String name(Party party) {
        return party.name().replaceFirst("^city-", "");
    }
}
