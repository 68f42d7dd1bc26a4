/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bauta.e2e.chart.Openings.Party;
import io.bauta.e2e.house.Repository;
import io.bauta.testing.kafka.IssuedCertificates;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a Kafka that Strimzi runs: by which name, past which policies, with which certificates. */
class StrimziWaysTest {
    private static final Map<String, String> BROKERS =
            Map.of("strimzi.io/cluster", "city-fog", "strimzi.io/name", "city-fog-kafka");
    private static final List<String> CLIENTS = List.of("egress", "analytics", "partner");
    private static final String BOOTSTRAP = "city-fog-broker.bauta.svc";

    @Test
    void everyClientFindsItByTheNameThatOurOwnBrokerHas() {
        List<HasMetadata> objects = city().objects();

        assertThat(Workload.in(objects))
                .filteredOn(workload -> CLIENTS.contains(workload.component()))
                .hasSize(4)
                .allSatisfy(workload -> {
                    assertThat(workload.variable("BAUTA_FOG_BOOTSTRAP_SERVERS")).isEqualTo(BOOTSTRAP + ":9092");
                    assertThat(workload.variable("BAUTA_FOG_PROTOCOL")).isEqualTo("SSL");
                });
        assertThat(Workload.in(objects)).extracting(Workload::component).doesNotContain("fog-broker");
        assertThat(objects)
                .filteredOn(object -> object instanceof Service
                        && BOOTSTRAP.startsWith(object.getMetadata().getName() + "."))
                .singleElement()
                .satisfies(object ->
                        assertThat(((Service) object).getSpec().getSelector()).isEqualTo(BROKERS));
        assertThat(Workload.in(objects))
                .filteredOn(workload -> workload.component().equals("ingestion"))
                .allSatisfy(workload -> assertThat(workload.variable("BAUTA_START_GATE_SHUT"))
                        .contains("$(CITY_FOG_BROKER_SERVICE_HOST):9092"));
    }

    @Test
    void policiesLetTheSameClientsThroughAndNobodyElse() {
        List<HasMetadata> objects = withStrimzisOwnPolicies(city());
        Openings openings = new Openings(objects);
        Party brokers = Party.in("bauta", BROKERS);
        Party stranger = Party.in("default", Map.of("app.kubernetes.io/component", "egress"));

        assertThat(Workload.in(objects)).isNotEmpty().allSatisfy(workload -> assertThat(
                        openings.isOpen(Party.of(workload), brokers, 9092))
                .as(workload.name())
                .isEqualTo(CLIENTS.contains(workload.component())));
        assertThat(openings.isOpen(stranger, brokers, 9092)).isFalse();
        assertThat(openings.isOpen(Party.outside("192.0.2.7"), brokers, 9094)).isFalse();
    }

    @Test
    void fromOutsideComeOnlyThoseWhoAreNamed() {
        Openings openings = new Openings(withStrimzisOwnPolicies(city().withValues(
                        "fog: {broker: {serviceType: NodePort, clients: [{ipBlock: {cidr: 192.0.2.0/24}}]}}")));
        Party brokers = Party.in("bauta", BROKERS);

        assertThat(openings.isOpen(Party.outside("192.0.2.7"), brokers, 9094)).isTrue();
        assertThat(openings.isOpen(Party.outside("203.0.113.9"), brokers, 9094)).isFalse();
        assertThat(openings.isOpen(Party.outside("203.0.113.9"), brokers, 9092)).isFalse();
    }

    @Test
    void everyUserIsWhoTheIssuedCertificateSays(@TempDir Path folder) throws Exception {
        assumeTrue(IssuedCertificates.possible(), "openssl is not here; it makes the certificates");
        IssuedCertificates.in(
                folder,
                "--fog-host",
                BOOTSTRAP,
                "--fog-host",
                "*.city-fog-kafka-brokers.bauta.svc",
                "--reader",
                "acme",
                "market-square",
                "gate");
        List<String> users = StrimziObjects.ofKind(city().with("fog.broker.readers[0].name", "acme"), "KafkaUser")
                .map(user -> "CN=" + user.at("/metadata/name").asText())
                .toList();

        assertThat(List.of(
                        "edge/gate/egress",
                        "edge/market-square/egress",
                        "fog/analytics",
                        "fog/partner",
                        "readers/acme"))
                .extracting(one -> certificate(folder.resolve(one).resolve("tls.crt"))
                        .getSubjectX500Principal()
                        .getName())
                .containsExactlyInAnyOrderElementsOf(users);
        assertThat(certificate(folder.resolve("fog/fog-broker/tls.crt")).getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .contains(BOOTSTRAP, "*.city-fog-kafka-brokers.bauta.svc");
    }

    @Test
    void strimziIsGivenTheAuthoritysCertificateAndAKeyThatIsNotItsOwn(@TempDir Path folder) throws Exception {
        assumeTrue(IssuedCertificates.possible(), "openssl is not here; it makes the certificates");
        IssuedCertificates.in(folder, "gate");
        Map<String, Secret> made = secrets(folder);
        X509Certificate authority = certificate(folder.resolve("ca/ca.crt"));
        String given = decoded(made.get("city-fog-clients-ca-cert"), "ca.crt");
        byte[] key = Base64.getMimeDecoder()
                .decode(decoded(made.get("city-fog-clients-ca"), "ca.key").replaceAll("-----[A-Z ]+-----", ""));

        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        signing.update(key);
        Signature checking = Signature.getInstance("SHA256withECDSA");
        checking.initVerify(authority.getPublicKey());
        checking.update(key);

        assertThat(certificate(given.getBytes(UTF_8))).isEqualTo(authority);
        assertThat(checking.verify(signing.sign())).isFalse();
        assertThat(secrets(folder)).as("printed again").isEqualTo(made);
        assertThat(made.get("city-fog-clients-ca-cert").getMetadata().getAnnotations())
                .containsEntry("strimzi.io/ca-cert-generation", "0");
        assertThat(made.get("city-fog-clients-ca").getMetadata().getLabels())
                .containsEntry("strimzi.io/cluster", "city-fog");
    }

    /** Strimzi opens each listener to those whom it names as peers, and to everybody where it names nobody. */
    private static List<HasMetadata> withStrimzisOwnPolicies(Chart chart) {
        List<HasMetadata> all = new ArrayList<>(chart.objects());
        JsonNode listeners =
                StrimziObjects.ofKind(chart, "Kafka").findFirst().orElseThrow().at("/spec/kafka/listeners");
        all.add(new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName("city-fog-network-policy-kafka")
                .withNamespace("bauta")
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(BROKERS)
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(StreamSupport.stream(listeners.spliterator(), false)
                        .map(StrimziWaysTest::opening)
                        .toList())
                .endSpec()
                .build());
        return all;
    }

    private static NetworkPolicyIngressRule opening(JsonNode listener) {
        return Serialization.unmarshal(
                "{\"from\":" + listener.path("networkPolicyPeers") + ",\"ports\":[{\"port\":" + listener.path("port")
                        + "}]}",
                NetworkPolicyIngressRule.class);
    }

    private static Map<String, Secret> secrets(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash",
                        Repository.path("k8s/certificates/secrets.sh").toString(),
                        folder.toString(),
                        "bauta",
                        "city-fog")
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return Chart.objects(said).stream()
                .collect(toMap(object -> object.getMetadata().getName(), Secret.class::cast));
    }

    private static String decoded(Secret secret, String entry) {
        return new String(Base64.getDecoder().decode(secret.getData().get(entry)), UTF_8);
    }

    private static X509Certificate certificate(Path file) {
        try {
            return certificate(Files.readAllBytes(file));
        } catch (Exception e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static X509Certificate certificate(byte[] pem) throws java.security.cert.CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private static Chart city() {
        return new Chart().withValues(Chart.TWO_NODES).with("kafka.mode", "strimzi");
    }
}
