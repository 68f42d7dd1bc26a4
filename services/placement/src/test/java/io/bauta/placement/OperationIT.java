/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.Condition;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.SecretRef;
import io.bauta.placement.cluster.DaemonSets;
import io.bauta.placement.cluster.StagedCluster;
import io.bauta.placement.metrics.PlacementMetrics;
import io.bauta.placement.reconcile.Operation;
import io.bauta.testing.kubernetes.KubernetesInProcesses;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator at a real API server: what people declare, what nodes are told, what is said of it. */
class OperationIT {
    @RegisterExtension
    static final KubernetesInProcesses kubernetes = KubernetesInProcesses.apiServer();

    private StagedCluster cluster;
    private KubernetesClient client;
    private DaemonSets daemonSets;
    private Operation operation;

    @BeforeEach
    void aCityOfTwoEdgeNodesAndOneOfTheFog() throws IOException {
        cluster = StagedCluster.emptied(kubernetes);
        client = cluster.client();
        daemonSets = new DaemonSets(client);
        cluster.hasNode("gate", "edge");
        cluster.hasNode("market", "edge");
        cluster.hasNode("fog-1", "fog");
        client.resource(City.site("gate", "market", "fog-1")).create();
        client.resource(City.policy("street", 1, "solid")).create();
        operation = new Operation(
                cluster.operator(), City.SETTINGS, Optional::empty, new PlacementMetrics(new SimpleMeterRegistry()));
        operation.start();
    }

    @AfterEach
    void everythingStops() {
        if (operation != null) {
            operation.close();
        }
        if (daemonSets != null) {
            daemonSets.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void camerasAreSharedOutToEdgeNodesAndSaySo() {
        declare("a", "b", "c", "d");

        allAreAnonymous(4);

        Set<String> told = new TreeSet<>(sensorsOf("gate"));
        told.addAll(sensorsOf("market"));
        assertThat(told).containsExactly("a", "b", "c", "d");
        assertThat(sensorsOf("gate")).hasSize(2);
        assertThat(configMap("fog-1")).isNull();
        assertThat(camera("a").getStatus().policy()).isEqualTo("street@1");
        assertThat(camera("a").getStatus().node()).isIn("gate", "market");
        assertThat(condition("a", "RawContained").status()).isEqualTo("True");
    }

    @Test
    void whoeverAsksForCamerasReadsWhatBecameOfEach() {
        declare("fountain");
        client.resource(City.camera("arcade", "nobody-wrote-it")).create();
        soon("both to be said")
                .until(() -> condition("fountain", "Anonymising").status().equals("True")
                        && condition("arcade", "Anonymising").status().equals("False"));

        assertThat(kubernetes.kubectl("get", "cameras", "-A").orThrow().lines())
                .satisfiesExactly(
                        heads -> assertThat(heads)
                                .containsPattern("SITE +NODE +POLICY +ANONYMISING +CONTAINED +WEAK +BECAUSE +AGE"),
                        arcade -> assertThat(arcade).containsPattern("arcade +old-town +False .*PolicyMissing"),
                        fountain -> assertThat(fountain)
                                .containsPattern("fountain +old-town +(gate|market) +street@1 +True"));
        assertThat(kubernetes.kubectl("get", "cameras", "-A", "-o", "wide").orThrow())
                .contains("there is no AnonymisationPolicy nobody-wrote-it", "counting people at the market");
        assertThat(kubernetes.kubectl("explain", "camera.spec").orThrow())
                .contains("What it is for", "How its media are made anonymous")
                .doesNotContain("<no description>");
    }

    @Test
    void whenANodeIsLostItsCamerasGoToTheOther() {
        declare("a", "b");
        allAreAnonymous(2);
        String lost = camera("a").getStatus().node();
        String kept = lost.equals("gate") ? "market" : "gate";

        cluster.isOutOfService(lost);

        soon("the camera of the lost node to be made anonymous elsewhere")
                .until(() -> kept.equals(camera("a").getStatus().node())
                        && condition("a", "Anonymising").status().equals("True"));
        soon("the lost node to be told").until(() -> sensorsOf(lost).isEmpty());
        allAreAnonymous(2);
        assertThat(sensorsOf(kept)).containsExactly("a", "b");
    }

    @Test
    void aNodeThatIsCutOffKeepsItsCameras() {
        declare("a");
        allAreAnonymous(1);
        String node = camera("a").getStatus().node();

        cluster.isReady(node, false);

        soon("it to be said").until(() -> condition("a", "Anonymising").reason().equals("NodeCutOff"));
        assertThat(sensorsOf(node)).containsExactly("a");
    }

    @Test
    void aBadPolicyStopsAtTheFirstNode() {
        declare("a", "b", "c", "d");
        allAreAnonymous(4);
        daemonSets.areStuckOn("gate");
        daemonSets.areStuckOn("market");

        client.resource(City.policy("street", 2, "mosaic")).update();

        soon("one node to be told").until(() -> versions().equals(Set.of(1, 2)));
        await().during(Duration.ofSeconds(3)).atMost(StagedCluster.SOON).until(() -> versions()
                .equals(Set.of(1, 2)));

        daemonSets.areFreeOn("gate");
        daemonSets.areFreeOn("market");
        soon("both to be told").until(() -> versions().equals(Set.of(2)));
        allAreAnonymous(4);
    }

    @Test
    void aPolicyThatTurnsInvalidTakesItsCamerasAway() {
        declare("a");
        allAreAnonymous(1);
        String node = camera("a").getStatus().node();

        client.resource(City.policy("street", 2, "invisible-ink")).update();

        soon("it to be taken away").until(() -> sensorsOf(node).isEmpty());
        assertThat(configMap(node).getData()).isNullOrEmpty();
        soon("it to be said").untilAsserted(() -> assertThat(condition("a", "Anonymising"))
                .returns("PolicyInvalid", Condition::reason));
        soon("the policy to say it").untilAsserted(() -> assertThat(client.resources(AnonymisationPolicy.class)
                        .inNamespace(City.NAMESPACE)
                        .withName("street")
                        .get()
                        .getStatus()
                        .conditions()
                        .getFirst()
                        .message())
                .contains("'invisible-ink' is not one of"));
    }

    @Test
    void aSiteThatIsTakenAwayTakesItsCamerasAway() {
        declare("a");
        allAreAnonymous(1);
        String node = camera("a").getStatus().node();

        client.resources(EdgeSite.class)
                .inNamespace(City.NAMESPACE)
                .withName(City.SITE)
                .delete();

        soon("its node to be told").until(() -> sensorsOf(node).isEmpty());
        soon("it to be said").until(() -> condition("a", "Anonymising").reason().equals("NoSuchSite"));
    }

    @Test
    void whatSomebodyWroteIntoANodesFileByHandIsWrittenOver() {
        declare("a");
        allAreAnonymous(1);
        String node = camera("a").getStatus().node();
        String good = configMap(node).getData().get("site.yaml");

        client.configMaps()
                .inNamespace(City.NAMESPACE)
                .withName("city-site-" + node)
                .edit(map -> {
                    map.getData().put("site.yaml", "site: mine");
                    return map;
                });

        soon("it to be written over")
                .until(() -> configMap(node).getData().get("site.yaml").equals(good));
    }

    /** Refused by the API server itself, by the rules of the definitions. */
    @Test
    void whatCannotBeMeantIsRefusedAtOnce() {
        refused(
                City.camera("p", City.SITE, "street", "rtsp://me:secret@10.20.0.7/s", null, "p"),
                "belong into a Secret");
        refused(City.camera("p", City.SITE, "street", "file:///etc/passwd", null, "p"), "must be an rtsp://");
        refused(City.camera("p", City.SITE, "street", "rtsp://10.20.0.7/s", null, " "), "only for a stated purpose");
        refused(City.camera("p", City.SITE, "street", "rtsp://10.20.0.7/s", null, null), "purpose");
        refused(
                City.camera("p", City.SITE, "street", "rtsp://10.20.0.7/s", new SecretRef("mine", "k"), "p"),
                "must begin with bauta-raw-");
        refused(City.camera("with.dot", "street"), "no dot");
        refused(City.policy("strictest", 1, "none"), "nobody's to change");
        assertThatThrownBy(
                        () -> client.resource(City.policy("street", 1, "none")).update())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("raise it with each change");
    }

    private void refused(HasMetadata object, String why) {
        assertThatThrownBy(() -> client.resource(object).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(why);
    }

    private void declare(String... cameras) {
        List.of(cameras)
                .forEach(name -> client.resource(City.camera(name, "street")).create());
    }

    private void allAreAnonymous(int sensors) {
        soon("all to be made anonymous")
                .untilAsserted(
                        () -> assertThat(site("Anonymising").message()).isEqualTo("all of " + sensors + " sensors"));
    }

    private static ConditionFactory soon(String what) {
        return await(what).atMost(StagedCluster.SOON).ignoreExceptions();
    }

    private Camera camera(String name) {
        return client.resources(Camera.class)
                .inNamespace(City.NAMESPACE)
                .withName(name)
                .get();
    }

    private Condition condition(String camera, String type) {
        return of(camera(camera).getStatus().conditions(), type);
    }

    private Condition site(String type) {
        return of(
                client.resources(EdgeSite.class)
                        .inNamespace(City.NAMESPACE)
                        .withName(City.SITE)
                        .get()
                        .getStatus()
                        .conditions(),
                type);
    }

    private static Condition of(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private ConfigMap configMap(String node) {
        return client.configMaps()
                .inNamespace(City.NAMESPACE)
                .withName("city-site-" + node)
                .get();
    }

    private Set<String> sensorsOf(String node) {
        return siteFile(node)
                .map(site -> site.sensors().stream()
                        .map(sensor -> sensor.id().value())
                        .toList())
                .map(TreeSet::new)
                .orElse(new TreeSet<>());
    }

    private Optional<Site> siteFile(String node) {
        return Optional.ofNullable(configMap(node))
                .map(ConfigMap::getData)
                .map(data -> data.get("site.yaml"))
                .map(text -> SiteReader.parse(text, node));
    }

    /** Of the policy, on the nodes. */
    private Set<Integer> versions() {
        Set<Integer> versions = new TreeSet<>();
        for (String node : List.of("gate", "market")) {
            siteFile(node).ifPresent(site -> site.sensors()
                    .forEach(sensor ->
                            versions.add(site.policyOf(new SensorId(sensor.id().value()))
                                    .orElseThrow()
                                    .reference()
                                    .version())));
        }
        return versions;
    }
}
