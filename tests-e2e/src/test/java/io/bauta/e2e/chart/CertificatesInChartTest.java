/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bauta.e2e.house.Repository;
import io.bauta.testing.kafka.IssuedCertificates;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which certificate, wherever they come from. */
class CertificatesInChartTest {
    private static final String FOLDER = "/etc/bauta/tls";

    @Test
    void everyWorkloadThatSpeaksWithABrokerHasItsOwnCertificateAndIsToldOfIt() {
        List<Workload> workloads = Workload.in(city().objects());

        Map<String, String> bySecret = workloads.stream()
                .filter(workload -> !tlsSecrets(workload).isEmpty())
                .collect(toMap(workload -> tlsSecrets(workload).getFirst(), Workload::component));
        assertThat(bySecret)
                .hasSize(5 + 5 + 3)
                .containsEntry("bauta-raw-tls-ingestion-gate", "ingestion")
                .containsEntry("bauta-tls-egress-gate", "egress")
                .containsEntry("bauta-tls-fog-broker", "fog-broker");
        assertThat(workloads)
                .filteredOn(workload -> tlsSecrets(workload).isEmpty())
                .extracting(Workload::component)
                .containsOnly("model-server");
        assertThat(workloads)
                .filteredOn(workload -> !tlsSecrets(workload).isEmpty())
                .allSatisfy(workload -> assertThat(
                                workload.pod().getContainers().getFirst().getEnv())
                        .filteredOn(variable -> variable.getName().endsWith("_CERTIFICATES"))
                        .isNotEmpty()
                        .allMatch(variable -> FOLDER.equals(variable.getValue())));
    }

    @Test
    void theScriptsMakeTheVerySecretsThatPodsWaitFor(@TempDir Path folder) throws Exception {
        assumeTrue(IssuedCertificates.possible(), "openssl is not here; it makes the certificates");
        IssuedCertificates.in(folder, "market-square", "gate");

        List<HasMetadata> made = Chart.objects(
                output("bash", Repository.path("k8s/certificates/secrets.sh").toString(), folder.toString(), "bauta"));

        assertThat(made).allSatisfy(object -> assertThat(((Secret) object).getData())
                .containsOnlyKeys("tls.key", "tls.crt", "ca.crt"));
        assertThat(names(made))
                .isEqualTo(Workload.in(city().objects()).stream()
                        .flatMap(workload -> tlsSecrets(workload).stream())
                        .collect(Collectors.toSet()));
    }

    @Test
    void certManagerIsAskedForEachOfThemUnderTheNameThatBrokersKnow() {
        List<HasMetadata> objects = city().with("tls.mode", "cert-manager").objects();
        Map<String, GenericKubernetesResource> asked = objects.stream()
                .filter(object -> object.getKind().equals("Certificate"))
                .map(GenericKubernetesResource.class::cast)
                .collect(toMap(one -> one.get("spec", "secretName"), one -> one));

        assertThat(asked.keySet())
                .containsAll(Workload.in(objects).stream()
                        .flatMap(workload -> tlsSecrets(workload).stream())
                        .toList());
        assertThat(asked.get("bauta-raw-tls-video-anonymiser-gate").<String>get("spec", "commonName"))
                .isEqualTo("video-anonymiser.gate");
        assertThat(asked.get("bauta-tls-fog-broker").<List<String>>get("spec", "dnsNames"))
                .contains("fog-broker", "city-fog-broker.bauta.svc");
        assertThat(asked.values()).allSatisfy(one -> assertThat(
                        one.<Map<String, String>>get("spec", "issuerRef").get("name"))
                .startsWith("city-tls"));
        assertThat(asked.get("bauta-raw-tls-ca").<Boolean>get("spec", "isCA")).isTrue();
    }

    @Test
    void withAnIssuerOfOnesOwnNoAuthorityIsMade() {
        List<HasMetadata> objects = city().with("tls.mode", "cert-manager")
                .with("tls.issuer", "city-hall")
                .with("tls.issuerKind", "ClusterIssuer")
                .objects();

        assertThat(objects).noneMatch(object -> object.getKind().equals("Issuer"));
        assertThat(names(objects)).doesNotContain("bauta-raw-tls-ca");
    }

    @Test
    void switchedOffNobodyWaitsForACertificate() {
        assertThat(Workload.in(city().with("tls.mode", "off").objects())).allSatisfy(workload -> {
            assertThat(tlsSecrets(workload)).isEmpty();
            assertThat(workload.pod().getContainers().getFirst().getEnv())
                    .extracting(EnvVar::getName)
                    .noneMatch(name -> name.endsWith("_CERTIFICATES") || name.endsWith("_PROTOCOL"));
        });
    }

    @Test
    void readersAreToldToTheBrokerAndNeedCertificates() {
        Chart chart = city().withValues("""
                fog:
                  broker:
                    readers: [{name: acme}, {name: police, topics: [anon.video.restricted.v1, anon.audio.v1]}]
                """);

        assertThat(Workload.in(chart.objects()))
                .filteredOn(workload -> workload.component().equals("fog-broker"))
                .singleElement()
                .extracting(workload -> workload.pod().getContainers().getFirst())
                .satisfies(container -> assertThat(variable(container, "BAUTA_BROKER_READERS"))
                        .isEqualTo("acme police=anon.video.restricted.v1,anon.audio.v1"));
        assertThatThrownBy(() -> chart.with("tls.mode", "off").text()).hasMessageContaining("tls.mode must not be off");
    }

    private static Chart city() {
        return new Chart().withValues(Chart.TWO_NODES);
    }

    private static List<String> tlsSecrets(Workload workload) {
        return workload.pod().getVolumes().stream()
                .filter(volume -> volume.getName().equals("tls"))
                .map(Volume::getSecret)
                .map(secret -> secret.getSecretName())
                .toList();
    }

    private static Set<String> names(List<HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).collect(Collectors.toSet());
    }

    private static String variable(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
