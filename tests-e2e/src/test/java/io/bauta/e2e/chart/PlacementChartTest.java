/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.e2e.chart.Openings.Party;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The placement operator in the chart: what it may, and what nodes look like whose site file it writes. */
class PlacementChartTest {
    private static final String OPERATOR = """
            placement:
              enabled: true
              apiServer: [{ipBlock: {cidr: 192.0.2.7/32}}]
              approvedDetectors: [%s]
            """.formatted("a".repeat(64));

    private static final String WITHOUT_SITE = Chart.TWO_NODES.replaceFirst(
            "(?s)      site:\n        site: old-town\n        sensors: \\[\\{id: gate.*", "");

    private static final List<HasMetadata> OBJECTS =
            new Chart().withValues(WITHOUT_SITE).withValues(OPERATOR).objects();

    @Test
    void thereIsNoneUnlessSomebodySaysSo() {
        assertThat(Workload.in(new Chart().withValues(Chart.TWO_NODES).objects()))
                .extracting(Workload::component)
                .doesNotContain("placement");
        assertThat(Workload.in(OBJECTS)).extracting(Workload::component).containsOnlyOnce("placement");
    }

    @Test
    void itReadsNoSecretMakesNoPodAndChangesNoRights() {
        List<PolicyRule> rules = Stream.concat(
                        only(ClusterRole.class).flatMap(role -> role.getRules().stream()),
                        only(Role.class).flatMap(role -> role.getRules().stream()))
                .toList();

        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getResources()).doesNotContain("*", "secrets", "pods/exec", "serviceaccounts/token");
            assertThat(rule.getApiGroups()).doesNotContain("*", "rbac.authorization.k8s.io");
            assertThat(rule.getVerbs()).doesNotContain("*", "escalate", "bind", "impersonate");
            if (rule.getResources().contains("pods")) {
                assertThat(rule.getVerbs()).containsExactlyInAnyOrder("list", "watch", "delete");
            }
        });
        assertThat(only(ClusterRole.class).flatMap(role -> role.getRules().stream()))
                .flatExtracting(PolicyRule::getResources)
                .doesNotContain("daemonsets", "configmaps");
    }

    @Test
    void itsPodIsAsRestrictedAsAllOthersAndAloneHasAToken() {
        Workload operator = operator();

        assertThat(Workload.in(OBJECTS))
                .filteredOn(workload -> workload.pod().getAutomountServiceAccountToken())
                .containsExactly(operator);
        assertThat(operator.pod().getServiceAccountName()).isEqualTo("bauta-placement");
        assertThat(operator.secrets()).isEmpty();
        assertThat(operator.labels()).doesNotContainKey("bauta.io/raw");
        assertThat(operator.container().getSecurityContext().getReadOnlyRootFilesystem())
                .isTrue();
        assertThat(operator.container().getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
        assertThat(operator.pod().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(operator.variable("BAUTA_PLACEMENT_RELEASE")).isEqualTo("city");
    }

    @Test
    void itSpeaksWithTheApiServerAndNobodyElse() {
        Openings openings = new Openings(OBJECTS);
        Party operator = Openings.Party.of(operator());

        assertThat(openings.isOpen(operator, Party.outside("192.0.2.7"), 6443)).isTrue();
        assertThat(openings.isOpen(operator, Party.outside("192.0.2.7"), 443)).isFalse();
        assertThat(openings.isOpen(operator, Party.outside("169.254.169.254"), 6443))
                .isFalse();
        assertThat(openings.isOpen(operator, Party.in("kube-system", Map.of("k8s-app", "kube-dns")), 53))
                .isFalse();
        assertThat(Workload.in(OBJECTS))
                .allSatisfy(other -> assertThat(openings.isOpen(operator, Party.of(other), 9092))
                        .isFalse());
    }

    @Test
    void aNodeWithoutASiteWaitsForTheOperatorsFile() {
        assertThat(only(ConfigMap.class)
                        .filter(map -> map.getMetadata().getLabels().containsKey("bauta.io/node"))
                        .map(map -> map.getMetadata().getName()))
                .containsExactlyInAnyOrder("city-site-market-square", "city-key-gate");
        assertThat(Workload.in(OBJECTS))
                .filteredOn(workload -> workload.node().equals("gate"))
                .filteredOn(workload -> List.of("ingestion", "video-anonymiser", "audio-anonymiser", "egress")
                        .contains(workload.component()))
                .hasSize(4)
                .allSatisfy(workload -> assertThat(workload.pod().getVolumes())
                        .anyMatch(volume -> volume.getConfigMap() != null
                                && volume.getConfigMap().getName().equals("city-site-gate")
                                && volume.getConfigMap().getOptional() == null));
        assertThat(Workload.in(OBJECTS))
                .filteredOn(workload -> workload.component().equals("egress"))
                .allSatisfy(door -> assertThat(door.variable("BAUTA_EGRESS_APPROVED_MODELS"))
                        .isEqualTo("a".repeat(64)));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> new Chart().withValues(WITHOUT_SITE).text()).hasMessageContaining("gate has no site");
        assertThatThrownBy(() -> new Chart()
                        .withValues(WITHOUT_SITE)
                        .with("placement.enabled", "true")
                        .text())
                .hasMessageContaining("placement.apiServer");
    }

    private static Workload operator() {
        return Workload.in(OBJECTS).stream()
                .filter(workload -> workload.component().equals("placement"))
                .findFirst()
                .orElseThrow();
    }

    private static <T> Stream<T> only(Class<T> type) {
        return OBJECTS.stream().filter(type::isInstance).map(type::cast);
    }
}
