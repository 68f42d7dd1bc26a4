/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static io.bauta.testing.kubernetes.TwoNodes.EDGE;
import static io.bauta.testing.kubernetes.TwoNodes.FOG;

import com.marcnuri.helm.Helm;
import io.bauta.contracts.link.BrokerLink;
import io.bauta.e2e.actors.ClusterNames;
import io.bauta.e2e.actors.Images;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.chart.Chart;
import io.bauta.e2e.house.Repository;
import io.bauta.testing.kafka.IssuedCertificates;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import io.bauta.testing.kubernetes.TwoNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A city on two real nodes, set up as the chart's README tells a person to. */
final class RealCity {
    static final String FOG_BROKER = "city-fog-broker.bauta.svc";
    static final String NAMESPACE = "bauta";

    private static final String NODE = "market-square";
    private static final String READER = "neighbour";
    private static final List<String> EDGE_IMAGES =
            List.of("broker", "model-server", "ingestion", "video-anonymiser", "audio-anonymiser", "egress");
    private static final List<String> FOG_IMAGES = List.of("broker", "analytics", "partner", "placement");

    /** Not needed there: with it nothing but Bauta's guards keeps one from running in the fog. */
    private static final String RAW_IMAGE = "ingestion";

    private final TwoNodes nodes;
    private final KubernetesInProcesses kubernetes;
    private final Path folder;
    private final Map<String, String> digests = new TreeMap<>();
    private String source = "";
    private IssuedCertificates certificates;

    RealCity(TwoNodes nodes, Path folder) {
        this.nodes = nodes;
        this.kubernetes = nodes.kubernetes();
        this.folder = folder;
    }

    void bringImages() {
        Images images = Images.written(
                folder.resolve("images"),
                Stream.concat(EDGE_IMAGES.stream(), FOG_IMAGES.stream())
                        .distinct()
                        .toList());
        EDGE_IMAGES.forEach(service -> digests.put(service, nodes.bring(EDGE, images.of(service))));
        FOG_IMAGES.forEach(service -> digests.put(service, nodes.bring(FOG, images.of(service))));
        nodes.bring(FOG, images.of(RAW_IMAGE));
    }

    /** Guards, tiers and secrets: what has to be there before the chart. */
    void prepare() throws IOException {
        Guards.install(kubernetes);
        kubectl("label", "node", EDGE, "bauta.io/tier=edge");
        kubectl("taint", "node", EDGE, "bauta.io/tier=edge:NoSchedule");
        kubectl("label", "node", FOG, "bauta.io/tier=fog");
        Files.createDirectories(nodes.disk(FOG));
        Path volume = Files.writeString(folder.resolve("volume.yaml"), """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: fog}
                spec:
                  capacity: {storage: 100Gi}
                  accessModes: [ReadWriteOnce]
                  local: {path: %s}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [%s]}]}]
                """.formatted(nodes.disk(FOG), FOG));
        kubectl("apply", "-f", volume.toString());
        certificates =
                IssuedCertificates.in(folder.resolve("certs"), NODE, "--fog-host", FOG_BROKER, "--reader", READER);
        Path secrets = folder.resolve("secrets.yaml");
        run(secrets, Repository.path("k8s/certificates/secrets.sh"), folder.resolve("certs"));
        kubectl("apply", "-f", secrets.toString());
        KeyPair pair = keys();
        pem("node.key", "PRIVATE KEY", pair.getPrivate().getEncoded());
        pem("node.pub", "PUBLIC KEY", pair.getPublic().getEncoded());
        kubectl(
                "-n",
                NAMESPACE,
                "create",
                "secret",
                "generic",
                "bauta-raw-keys-" + NODE,
                "--from-file=" + folder.resolve("node.key"),
                "--from-file=" + folder.resolve("node.pub"));
    }

    private static void run(Path output, Path script, Path folder) throws IOException {
        Process process = new ProcessBuilder("bash", script.toString(), folder.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(script + " failed");
        }
    }

    /** Somebody who may read in the fog. */
    Partner partner() {
        return new Partner(BrokerLink.toFog(FOG_BROKER + ":9092", Optional.of(certificates.reader(READER))));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pem(String file, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** One camera with a microphone. */
    void install(String cameras) throws IOException {
        source = cameras;
        new Helm(Chart.FOLDER)
                .install()
                .withKubeConfig(kubernetes.kubeconfig())
                .withName("city")
                .withNamespace(NAMESPACE)
                .withValuesFile(Chart.FOLDER.resolve("presets/jetson-nano.yaml"))
                .withValuesFile(values("""
                              site:
                                site: old-town
                                sensors:
                                  - {id: fountain, source: '%1$s', purpose: counting, legalBasis: decision, retention: 1h}
                                  - {id: bench, kind: microphone, source: '%1$s', purpose: loudness, legalBasis: decision, retention: 1h}
                        """.formatted(source), ""))
                .call();
        openMetrics();
        ClusterNames.learn(FOG_BROKER, addressOf("city-fog-broker"));
    }

    /** From now on sensors are objects, and the operator says which node works on them. */
    void handOver() throws IOException {
        String api = kubectl(
                "get",
                "endpointslices",
                "-n",
                "default",
                "-l",
                "kubernetes.io/service-name=kubernetes",
                "-o",
                "jsonpath={.items[0].endpoints[0].addresses[0]}/32 {.items[0].ports[0].port}");
        new Helm(Chart.FOLDER)
                .upgrade()
                .withKubeConfig(kubernetes.kubeconfig())
                .withName("city")
                .withNamespace(NAMESPACE)
                .withValuesFile(Chart.FOLDER.resolve("presets/jetson-nano.yaml"))
                .withValuesFile(values("", """
                        placement:
                          enabled: true
                          apiServer: [{ipBlock: {cidr: %s}}]
                          apiServerPort: %s
                        """.formatted((Object[]) api.split(" "))))
                .call();
        Path objects = Files.writeString(folder.resolve("objects.yaml"), """
                apiVersion: bauta.io/v1alpha1
                kind: EdgeSite
                metadata: {name: old-town}
                spec:
                  nodes:
                    - {name: market-square, hostname: edge, measured: {cores: 2, slowdown: 1}}
                ---
                apiVersion: bauta.io/v1alpha1
                kind: AnonymisationPolicy
                metadata: {name: square}
                spec:
                  version: 1
                  video: {frame: mosaic}
                  audio: {voice: mute}
                ---
                apiVersion: bauta.io/v1alpha1
                kind: Camera
                metadata: {name: well}
                spec:
                  {site: old-town, source: '%1$s', purpose: counting, legalBasis: decision, retention: 1h, policyRef: {name: square}}
                ---
                apiVersion: bauta.io/v1alpha1
                kind: Microphone
                metadata: {name: arcade}
                spec:
                  {site: old-town, source: '%1$s', purpose: loudness, legalBasis: decision, retention: 1h, policyRef: {name: square}}
                """.formatted(source));
        kubectl("-n", NAMESPACE, "apply", "-f", objects.toString());
    }

    /** This machine may ask for the figures of every pod, as a Prometheus outside of the cluster would. */
    private void openMetrics() throws IOException {
        Path policy = Files.writeString(
                folder.resolve("metrics.yaml"), """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: metrics-from-outside}
                spec:
                  podSelector: {matchLabels: {app.kubernetes.io/instance: city}}
                  policyTypes: [Ingress]
                  ingress: [{from: [{ipBlock: {cidr: %s/32}}, {ipBlock: {cidr: %s/32}}], ports: [{port: http}]}]
                """.formatted(nodes.street().getHostAddress(), nodes.town()));
        kubectl("-n", NAMESPACE, "apply", "-f", policy.toString());
    }

    /** What a person reads of the camera. */
    String cameras() {
        return kubectl("-n", NAMESPACE, "get", "cameras", "-o", "wide");
    }

    /** Of the one node; with what its site is and what else the city has. */
    private Path values(String site, String more) throws IOException {
        String port = source.replaceAll(".*:(\\d+)/.*", "$1");
        return Files.writeString(
                folder.resolve("city.yaml"),
                """
                image: {digests: %s}
                fog:
                  broker: {readers: [{name: neighbour}], clients: [{ipBlock: {cidr: %s/32}}]}
                edge:
                  nodes:
                    - name: market-square
                      hostname: edge
                      publicKey: |
                %s
                      cameras: [{cidr: %s/32, ports: [%s]}]
                """.formatted(
                                        digests.toString().replace("=", ": "),
                                        nodes.town(),
                                        Files.readString(folder.resolve("node.pub"))
                                                .indent(8)
                                                .stripTrailing(),
                                        nodes.street().getHostAddress(),
                                        port)
                        + site.stripTrailing().stripIndent().indent(6)
                        + more);
    }

    /** The address of a Service. */
    String addressOf(String service) {
        return kubectl("-n", NAMESPACE, "get", "service", service, "-o", "jsonpath={.spec.clusterIP}");
    }

    private String kubectl(String... command) {
        return kubernetes.kubectl(command).orThrow();
    }
}
