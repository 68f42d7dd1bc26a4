/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.cluster;

import static io.bauta.testing.kubernetes.TwoNodes.EDGE;
import static io.bauta.testing.kubernetes.TwoNodes.FOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.Topic;
import io.bauta.e2e.actors.Partner;
import io.bauta.e2e.actors.Watchman;
import io.bauta.e2e.house.Repository;
import io.bauta.e2e.observability.MetricsDictionary;
import io.bauta.e2e.observability.Question;
import io.bauta.e2e.stories.Sequence;
import io.bauta.testing.camera.RtspCamera;
import io.bauta.testing.camera.TestClip;
import io.bauta.testing.kubernetes.TwoNodes;
import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The chart and the images on two real nodes: one camera of 720p with 25 pictures a second and one microphone. A partner in the
 * fog reads, the cable between the nodes is cut and put back, and somebody who may do everything tries to have raw media in the fog.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
    @RegisterExtension
    static final TwoNodes nodes = new TwoNodes();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration CUT = Duration.ofSeconds(25);
    private static final int PODS_OF_THE_EDGE = 6;

    /** How far apart chunks of half a second may begin where nothing is missing. */
    private static final Duration CHUNKS_APART = Duration.ofSeconds(2);

    @TempDir
    static Path folder;

    private static KubernetesClient admin;
    private static RealCity city;
    private static CityPods pods;
    private static Visitors visitors;
    private static RtspCamera camera;
    private static Partner partner;
    private static Instant installed;

    @BeforeAll
    static void aCityIsInstalled() throws IOException {
        admin = Clients.administrator(nodes.kubernetes());
        pods = new CityPods(admin);
        visitors = new Visitors(admin);
        city = new RealCity(nodes, folder);
        city.bringImages();
        city.prepare();
        Path film = new TestClip(10, 1280, 720, 25, "libopenh264", true, 0).writeTo(folder.resolve("street.mp4"));
        camera = RtspCamera.playingWithSound(film, nodes.street());
        installed = Instant.now();
        city.install(camera.url());
        partner = city.partner();
    }

    @AfterAll
    static void everybodyLeaves() {
        if (partner != null) {
            partner.close();
        }
        if (camera != null) {
            camera.close();
        }
        if (admin != null) {
            admin.close();
        }
    }

    @Test
    @Order(1)
    void theFirstChunkReachesTheFog() throws IOException {
        await("a released chunk in the fog")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !partner.records(Topic.ANON_VIDEO, "fountain").isEmpty());

        tells("first released chunk in the fog "
                + Duration.between(installed, Instant.now()).toSeconds() + " s after helm install");
        await("sound").atMost(PATIENCE).until(() -> !partner.records(Topic.ANON_AUDIO, "bench")
                .isEmpty());
    }

    @Test
    @Order(2)
    void theChartsOwnTestPasses() throws IOException {
        await("all pods to be ready").atMost(PATIENCE).untilAsserted(() -> assertThat(pods.all())
                .hasSize(PODS_OF_THE_EDGE + 3)
                .allMatch(CityPods::isReady));

        Helm.test("city")
                .withKubeConfig(nodes.kubernetes().kubeconfig())
                .withNamespace(RealCity.NAMESPACE)
                .call();

        assertThat(nodes.kubernetes()
                        .kubectl("-n", RealCity.NAMESPACE, "logs", "city-test")
                        .orThrow()
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("answers"));
        assertThat(pods.withoutFigures()).isEmpty();
        assertThat(CityPods.startedQuickly()).isEqualTo(pods.all().size());
    }

    @Test
    @Order(3)
    void nobodyFindsTheEdgeBrokerFromAnotherNode() {
        InetSocketAddress broker = new InetSocketAddress(city.addressOf("city-edge-broker-market-square"), 9092);

        assertThatThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(broker, 3000);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    /** Each pod of the edge asks everybody: what handles raw media gets to its broker and model server, the door to the fog. */
    @Test
    @Order(4)
    void whoGetsWhere() {
        Doors doors = new Doors(nodes, city, pods);

        assertThat(doors.openTo(pods.addressOf("ingestion"))).containsExactly("edge broker");
        assertThat(doors.openTo(pods.addressOf("video-anonymiser"))).containsExactly("edge broker", "model server");
        assertThat(doors.openTo(pods.addressOf("audio-anonymiser"))).containsExactly("edge broker", "model server");
        assertThat(doors.openTo(pods.addressOf("edge-broker"))).isEmpty();
        assertThat(doors.openTo(pods.addressOf("model-server"))).isEmpty();
        assertThat(doors.openTo(pods.addressOf("egress")))
                .containsExactly("edge broker", "fog broker", "fog broker's pod", "names");
        // Somebody does answer at the others, only not to them; and nobody lets a stranger in.
        assertThat(visitors.asStranger(doors::openTo)).containsExactly("metadata", "API", "names");
    }

    /** A network that enforces policies some time after a pod has started would let it out until then. */
    @Test
    @Order(5)
    void everyWayOutIsShutFromTheFirstMoment() {
        Map<String, String> doors = new Doors(nodes, city, pods).addresses();

        Map<String, String> seen = visitors.knock(nodes.bringKnocker(EDGE), doors.values());

        assertThat(seen.remove(doors.get("edge broker"))).startsWith("open");
        assertThat(seen.values()).hasSizeGreaterThan(5).containsOnly("shut");
    }

    @Test
    @Order(6)
    void aCutCableLosesNothing() throws IOException {
        Map<String, String> before = pods.ofTheEdge();
        nodes.cut();
        Instant cut = Instant.now();
        await("the node to be given up").atMost(PATIENCE).until(() -> !pods.nodeIsReady(EDGE));
        int arrived = partner.records(Topic.ANON_VIDEO, "fountain").size();
        double recorded = pods.released();
        await("the edge to record on")
                .atMost(PATIENCE)
                .until(() -> pods.released() > recorded && Instant.now().isAfter(cut.plus(CUT)));
        assertThat(partner.records(Topic.ANON_VIDEO, "fountain")).hasSize(arrived);

        nodes.heal();

        Instant healed = Instant.now();
        nodes.awaitReady(EDGE);
        await("what was recorded after the cable was back")
                .atMost(PATIENCE)
                .until(() -> List.of(chunks(Topic.ANON_VIDEO, "fountain"), chunks(Topic.ANON_AUDIO, "bench")).stream()
                        .allMatch(chunks -> chunks.getLast().time().isAfter(healed)));
        tells("caught up " + Duration.between(healed, Instant.now()).toSeconds() + " s after a cut of "
                + Duration.between(cut, healed).toSeconds() + " s");
        Sequence.gapFreeAndUnique(chunks(Topic.ANON_VIDEO, "fountain"));
        Sequence.gapFreeAndUnique(chunks(Topic.ANON_AUDIO, "bench"));
        withoutAHole(chunks(Topic.ANON_VIDEO, "fountain"));
        withoutAHole(chunks(Topic.ANON_AUDIO, "bench"));
        assertThat(pods.ofTheEdge()).isEqualTo(before);
    }

    private static void withoutAHole(List<Envelope> chunks) {
        for (int i = 1; i < chunks.size(); i++) {
            assertThat(Duration.between(chunks.get(i - 1).time(), chunks.get(i).time()))
                    .isLessThan(CHUNKS_APART);
        }
    }

    @Test
    @Order(7)
    void theEdgeIsContentWithLittle() throws IOException {
        NodeUse before = NodeUse.of(nodes.kubernetes(), EDGE);

        NodeUse after = await("figures of some time later")
                .atMost(PATIENCE)
                .until(() -> NodeUse.of(nodes.kubernetes(), EDGE), use -> use.isAfter(before, Duration.ofSeconds(20)));

        tells(after.tableSince(before) + "\nall pods of the edge: " + after.rssMebibytes() + " MiB RSS, "
                + Math.round(after.coresSince(before) * 100) / 100.0 + " cores");
        assertThat(after.pods()).hasSize(PODS_OF_THE_EDGE);
        assertThat(after.rssMebibytes()).isLessThanOrEqualTo(1024);
        assertThat(after.coresSince(before)).isLessThanOrEqualTo(1);
    }

    @Test
    @Order(8)
    void noRawTopicHasEverBeenInTheFog() {
        assertThat(partner.topics())
                .contains(Topic.ANON_VIDEO.topicName())
                .noneMatch(topic -> topic.startsWith("raw."));
    }

    @ParameterizedTest(name = "{0}")
    @Order(9)
    @CsvSource(delimiter = '|', textBlock = """
            no label | | nodeSelector: {bauta.io/tier: fog}, containers: [c(bauta/ingestion:0.1.0)]
            its node by name | bauta.io/raw: 'true' | nodeName: fog, nodeSelector: {bauta.io/tier: edge}, containers: [c(bauta/ingestion:0.1.0)]
            another tier | bauta.io/raw: 'true' | nodeSelector: {bauta.io/tier: fog}, containers: [c(bauta/ingestion:0.1.0)]
            another account | bauta.io/raw: 'true' | serviceAccountName: bauta, nodeSelector: {bauta.io/tier: fog}, containers: [c(bauta/ingestion:0.1.0)]
            the account, another image | | serviceAccountName: bauta-raw, nodeSelector: {bauta.io/tier: fog}, containers: [c(bauta/partner:0.1.0)]
            the node's key, another image | | nodeSelector: {bauta.io/tier: fog}, volumes: [{name: k, secret: {secretName: bauta-raw-keys-market-square}}], containers: [c(bauta/partner:0.1.0)]
            """, quoteCharacter = '"')
    void nobodyBringsRawMediaToTheFog(String what, String labels, String spec) {
        Attempt attempt = new Attempt(RealCity.NAMESPACE, labels, spec);

        assertThatThrownBy(() -> admin.resource(attempt.as("Pod"))
                        .inNamespace(RealCity.NAMESPACE)
                        .create())
                .as(what)
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("ValidatingAdmissionPolicy 'bauta-raw-stays-on-edge'");
        nothingRawIsInTheFog();
    }

    /** The guard at the API is passed only by who says to be the scheduler; then the node's own kubelet refuses. */
    @Test
    @Order(10)
    void aPodThatIsBoundToTheFogByHandDoesNotRun() {
        Pod pod = (Pod) new Attempt(
                        RealCity.NAMESPACE,
                        "bauta.io/raw: 'true'",
                        "serviceAccountName: bauta-raw, nodeSelector: {bauta.io/tier: edge, waits: for-ever},"
                                + " containers: [c(bauta/ingestion:0.1.0)]")
                .as("Pod");
        admin.resource(pod).inNamespace(RealCity.NAMESPACE).create();
        try (KubernetesClient scheduler = Clients.of(nodes.kubernetes(), "system:kube-scheduler")) {
            Binding binding = new BindingBuilder()
                    .withNewMetadata()
                    .withName("a")
                    .endMetadata()
                    .withNewTarget()
                    .withKind("Node")
                    .withName(FOG)
                    .endTarget()
                    .build();
            assertThatThrownBy(() -> bind(admin, binding)).hasMessageContaining("bauta-only-the-scheduler-binds");
            bind(scheduler, binding);

            await("the kubelet to refuse").atMost(PATIENCE).untilAsserted(() -> assertThat(admin.pods()
                            .inNamespace(RealCity.NAMESPACE)
                            .withName("a")
                            .get()
                            .getStatus())
                    .satisfies(status -> {
                        assertThat(status.getPhase()).isEqualTo("Failed");
                        assertThat(status.getReason()).isEqualTo("NodeAffinity");
                    }));
            nothingRawIsInTheFog();
        } finally {
            admin.pods().inNamespace(RealCity.NAMESPACE).withName("a").delete();
        }
    }

    /** Sensors become objects; what was written into the chart's values before is taken away. */
    @Test
    @Order(11)
    void theOperatorTakesTheCityOver() throws IOException {
        Instant handedOver = Instant.now();
        city.handOver();
        await("what was declared to reach the fog")
                .atMost(PATIENCE)
                .until(() -> !partner.records(Topic.ANON_VIDEO, "well").isEmpty()
                        && !partner.records(Topic.ANON_AUDIO, "arcade").isEmpty());

        tells("first chunk of what was declared "
                + Duration.between(handedOver, Instant.now()).toSeconds() + " s after the operator was installed");
        assertThat(chunks(Topic.ANON_VIDEO, "well").getFirst().policy()).hasToString("Optional[square@1]");
        await("the camera to say how it stands").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        city.cameras().lines())
                .last()
                .asString()
                .containsSubsequence("well", "market-square", "square@1", "True", "True"));
        nothingRawIsInTheFog();
    }

    @Test
    @Order(12)
    void theOperatorsPanelsAndAlarmsHaveTheirNumbers() throws IOException {
        assumeTrue(Watchman.isHere(), Watchman.ABSENT);
        String target = "[{\"targets\": [\"%s:8087\"], \"labels\": {\"job\": \"placement\", \"site\": \"old-town\"}}]";
        try (Watchman watchman = Watchman.watches(target.formatted(pods.addressOf("placement")), folder)) {
            await("dashboards and alarms to have numbers").atMost(PATIENCE).untilAsserted(() -> assertThat(
                            Question.ofClusters())
                    .hasSizeGreaterThan(15)
                    .filteredOn(
                            question -> watchman.asks(question.forEverything()).isEmpty())
                    .isEmpty());
            assertThat(watchman.asksForOne("sum(bauta_placement_sensors{state='anonymising',site='old-town'})"))
                    .isEqualTo(2);
            assertThat(watchman.alarms()).isEmpty();
        }
    }

    @Test
    @Order(13)
    void theDictionaryIsWhatTheOperatorSays() throws IOException {
        Path fresh = Repository.path("tests-e2e/target/metrics-cluster.md");
        Files.writeString(
                fresh,
                MetricsDictionary.ofCluster("TwoNodesIT", "placement", pods.figures("placement", 8087))
                        .text());

        assertThat(fresh)
                .as("renew it: cp tests-e2e/target/metrics-cluster.md " + MetricsDictionary.OF_CLUSTERS)
                .hasSameTextualContentAs(Repository.path(MetricsDictionary.OF_CLUSTERS));
    }

    /** Last, since nobody records any more afterwards. */
    @Test
    @Order(14)
    void whereNobodyEnforcesPoliciesTheCameraStaysDark() {
        assertThat(camera.watchers()).isPositive();

        admin.network().networkPolicies().inNamespace(RealCity.NAMESPACE).delete();

        await("ingestion to end").atMost(PATIENCE).until(() -> camera.watchers() == 0);
        await("its successor to wait").atMost(PATIENCE).untilAsserted(() -> assertThat(nodes.kubernetes()
                        .kubectl(
                                "-n",
                                RealCity.NAMESPACE,
                                "logs",
                                "-l",
                                "app.kubernetes.io/component=ingestion",
                                "--tail=-1")
                        .out())
                .contains("a way out is open, so nothing raw is touched")
                .doesNotContain("the work begins"));
        assertThat(camera.watchers()).isZero();
    }

    private static void bind(KubernetesClient by, Binding binding) {
        by.resource(binding).inNamespace(RealCity.NAMESPACE).create();
    }

    private static void nothingRawIsInTheFog() {
        assertThat(nodes.containers(FOG))
                .anyMatch(image -> image.contains("/bauta/analytics"))
                .noneMatch(image -> image.matches(".*/(ingestion|video-anonymiser|audio-anonymiser)[:@].*"));
    }

    private static List<Envelope> chunks(Topic topic, String sensor) {
        return partner.envelopes(topic, sensor);
    }

    private static void tells(String what) throws IOException {
        System.getLogger(TwoNodesIT.class.getName()).log(System.Logger.Level.INFO, what);
        Path figures = Path.of("target/two-nodes/figures.txt");
        Files.writeString(figures, (Files.exists(figures) ? Files.readString(figures) : "") + what + "\n");
    }
}
