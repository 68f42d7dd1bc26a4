/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.e2e.chart.Admission.Request;
import io.bauta.e2e.house.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to get at raw media elsewhere than on the edge, each tried; and that whoever has no part in it is left alone. */
class AdmissionPoliciesTest {
    private static final Admission RAW = Admission.of("raw-stays-on-edge.yaml");
    private static final String GOOD = """
            kind: Pod
            metadata: {name: p, labels: {bauta.io/raw: 'true'}}
            spec:
              serviceAccountName: bauta-raw
              nodeSelector: {bauta.io/tier: edge}
              containers: [{name: c, image: 'registry.example/bauta/ingestion:1'}]
              volumes: [{name: k, secret: {secretName: bauta-raw-keys-gate}}]
            """;

    @Test
    void rawOnEdgeIsLetIn() {
        assertThat(RAW.refusals(Request.toCreate("bauta", GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels: {bauta.io/raw: 'true'} | labels: {app: x} | must carry the label",
                "labels: {bauta.io/raw: 'true'} | labels: {bauta.io/raw: 'no'} | must carry the label",
                ", labels: {bauta.io/raw: 'true'}| '' | must carry the label",
                "nodeSelector: {bauta.io/tier: edge} | nodeSelector: {bauta.io/tier: fog} | nodeSelector",
                "nodeSelector: {bauta.io/tier: edge} | affinity: {} | nodeSelector",
                "nodeSelector: {bauta.io/tier: edge} | 'nodeSelector: {bauta.io/tier: edge}\n  nodeName: fog-1' | passes it by",
                "nodeSelector: {bauta.io/tier: edge} | 'nodeSelector: {bauta.io/tier: edge}\n  hostNetwork: true' | of its own",
                "nodeSelector: {bauta.io/tier: edge} | 'nodeSelector: {bauta.io/tier: edge}\n  hostPID: true' | of its own",
                "secret: {secretName: bauta-raw-keys-gate} | hostPath: {path: /tmp} | writes nothing",
                "volumes: | 'ephemeralContainers: [{name: e, image: busybox}]\n  volumes:' | beside raw media",
            })
    void whateverIsLeftOffOrPutOnIsRefused(String part, String instead, String why) {
        String pod = GOOD.replace(part, instead.replace("\\n", "\n"));

        assertThat(pod).isNotEqualTo(GOOD);
        assertThat(RAW.refusals(Request.toCreate("bauta", pod))).anyMatch(refusal -> refusal.contains(why));
    }

    /** No label, no selector: one kind of access is enough to be known by. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "serviceAccountName: bauta-raw",
                "volumes: [{name: v, secret: {secretName: bauta-raw-cameras}}]",
                "volumes: [{name: v, projected: {sources: [{secret: {name: bauta-raw-keys-gate}}]}}]",
                "volumes: [{name: v, hostPath: {path: /dev/video0}}]",
                "volumes: [{name: v, hostPath: {path: //dev//snd}}]",
                "volumes: [{name: v, csi: {driver: d, nodePublishSecretRef: {name: bauta-raw-keys-gate}}}]",
                "initContainers: [{name: i, image: 'bauta/video-anonymiser@sha256:aa'}]",
                "initContainers: [{name: i, image: x, envFrom: [{secretRef: {name: bauta-raw-keys-gate}}]}]",
                "initContainers: [{name: i, image: x, env: [{name: K, valueFrom: {secretKeyRef: {name: bauta-raw-keys-gate, key: k}}}]}]"
            })
    void eachKindOfAccessIsKnownByItself(String access) {
        String pod = "kind: Pod\nmetadata: {name: p}\nspec:\n  containers: [{name: c, image: busybox}]\n  " + access;

        assertThat(RAW.refusals(Request.toCreate("bauta", pod)))
                .anyMatch(refusal -> refusal.contains("nodeSelector"))
                .anyMatch(refusal -> refusal.contains("must carry the label"));
        assertThat(RAW.refusals(Request.toCreate("elsewhere", pod)))
                .anyMatch(refusal -> refusal.contains("namespace bauta only"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Deployment | spec: {template: %s}",
                "DaemonSet | spec: {template: %s}",
                "Job | spec: {template: %s}",
                "CronJob | spec: {jobTemplate: {spec: {template: %s}}}",
                "PodTemplate | template: %s"
            })
    void workloadsAreRefusedAtOnce(String kind, String around) {
        String template = "{spec: {containers: [{name: c, image: 'bauta/ingestion:1'}]}}";

        assertThat(RAW.refusals(Request.toCreate("bauta", "kind: " + kind + "\n" + around.formatted(template))))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{containers: [{name: c, image: 'bauta/broker:1'}], nodeName: fog-1}",
                "{containers: [{name: c, image: 'nobauta/ingestion-tools:1'}], hostNetwork: true}",
                "{containers: [{name: c, image: cni}], hostNetwork: true, volumes: [{name: v, hostPath: {path: /etc/cni}}]}",
                "{containers: [{name: c, image: x}], volumes: [{name: v, secret: {secretName: bauta-partners}}]}"
            })
    void whoHasNoPartInItIsLeftAlone(String spec) {
        assertThat(RAW.refusals(Request.toCreate("kube-system", "kind: Pod\nmetadata: {name: p}\nspec: " + spec)))
                .isEmpty();
    }

    /** Network policies know pods by their labels, so whoever takes these on is held to them. */
    @ParameterizedTest
    @CsvSource({
        "egress, busybox, 2",
        "egress, bauta/egress:1, 1",
        "ingestion, bauta/egress:1, 2",
        "analytics, busybox, 0"
    })
    void labelsThatOpenAWayAreAnAccess(String component, String image, int refusals) {
        String pod =
                "kind: Pod\nmetadata: {name: p, labels: {app.kubernetes.io/name: bauta, app.kubernetes.io/component: "
                        + component + "}}\nspec: {containers: [{name: c, image: '" + image + "'}]}";

        assertThat(RAW.refusals(Request.toCreate("bauta", pod))).hasSize(refusals);
        assertThat(RAW.refusals(Request.toCreate("elsewhere", pod))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{hostNetwork: true, containers: [{name: c}]}",
                "{hostPID: true, containers: [{name: c}]}",
                "{containers: [{name: c}], volumes: [{name: v, hostPath: {path: /}}]}",
                "{containers: [{name: c, securityContext: {privileged: true}}]}",
                "{containers: [{name: c, securityContext: {capabilities: {add: [NET_RAW]}}}]}",
                "{nodeName: gate, nodeSelector: {bauta.io/tier: fog}, hostPID: true, containers: [{name: c}]}"
            })
    void whoLooksIntoItsNodeIsKeptFromTheEdge(String spec) {
        Admission nodes = Admission.of("nodes-are-not-looked-into.yaml");
        String pod = "kind: Pod\nmetadata: {name: p}\nspec: " + spec;

        assertThat(nodes.refusals(Request.toCreate("elsewhere", pod))).hasSize(1);
        assertThat(nodes.refusals(Request.toCreate(
                        "elsewhere",
                        pod.replace("nodeName: gate, nodeSelector: {bauta.io/tier: fog}, ", "")
                                .replace("spec: {", "spec: {nodeSelector: {bauta.io/tier: fog}, "))))
                .isEmpty();
    }

    @Test
    void theSchedulersWorkAndTheKubeletsAreNotInTheWay() {
        String placed = GOOD.replace("  nodeSelector", "  nodeName: gate\n  nodeSelector");

        assertThat(RAW.refusals(
                        new Request("UPDATE", "bauta", Map.of("username", "k"), Admission.map(placed), Map.of())))
                .isEmpty();
    }

    @Test
    void allThatTheChartMakesIsLetIn() {
        List<HasMetadata> objects = new Chart().withValues(Chart.TWO_NODES).objects();

        assertThat(Workload.in(objects)).hasSizeGreaterThan(10);
        assertThat(objects)
                .filteredOn(object ->
                        List.of("DaemonSet", "Deployment", "StatefulSet").contains(object.getKind()))
                .allSatisfy(object -> assertThat(RAW.refusals(Request.toCreate("bauta", Serialization.asYaml(object))))
                        .isEmpty());
    }

    @Test
    void bindingIsTheSchedulersAlone() {
        Admission binding = Admission.of("only-the-scheduler-binds.yaml");
        String bound = "kind: Binding\ntarget: {kind: Node, name: fog-1}";

        assertThat(binding.refusals(Request.toCreate("bauta", bound))).hasSize(1);
        assertThat(binding.refusals(new Request(
                        "CREATE",
                        "bauta",
                        Map.of("username", "system:kube-scheduler"),
                        Admission.map(bound),
                        Map.of())))
                .isEmpty();
        assertThat(binding.policy()
                        .getSpec()
                        .getMatchConstraints()
                        .getResourceRules()
                        .getFirst()
                        .getResources())
                .contains("pods/binding", "bindings");
    }

    @Test
    void nobodyEntersButThroughTheGlass() {
        Admission wayIn = Admission.of("no-way-in.yaml");
        Request asAdmin = new Request(
                "CONNECT",
                "bauta",
                Map.of("username", "admin", "groups", List.of("system:masters")),
                Map.of("kind", "PodExecOptions"),
                Map.of());
        Request broken = new Request(
                "CONNECT",
                "bauta",
                Map.of("username", "admin", "groups", List.of("bauta:break-glass")),
                Map.of("kind", "PodExecOptions"),
                Map.of());

        assertThat(wayIn.refusals(asAdmin)).singleElement().asString().contains("bauta:break-glass");
        assertThat(wayIn.refusals(broken)).isEmpty();
    }

    @Test
    void aNodeDoesNotMakeItselfAnEdgeNode() {
        Admission tiers = Admission.of("tiers-are-not-self-made.yaml");
        Map<String, Object> kubelet = Map.of("username", "system:node:fog-1", "groups", List.of("system:nodes"));
        Map<String, Object> admin = Map.of("username", "admin", "groups", List.of("system:masters"));
        Map<String, Object> plain = Admission.map("kind: Node\nmetadata: {labels: {a: b}}");
        Map<String, Object> edge = Admission.map("kind: Node\nmetadata: {labels: {bauta.io/tier: edge}}");

        assertThat(tiers.refusals(new Request("UPDATE", "", kubelet, edge, plain)))
                .hasSize(1);
        assertThat(tiers.refusals(new Request("CREATE", "", kubelet, edge, Map.of())))
                .hasSize(1);
        assertThat(tiers.refusals(new Request("UPDATE", "", kubelet, edge, edge)))
                .isEmpty();
        assertThat(tiers.refusals(new Request("UPDATE", "", kubelet, plain, plain)))
                .isEmpty();
        assertThat(tiers.refusals(new Request("UPDATE", "", admin, edge, plain)))
                .isEmpty();
    }

    /** Whoever could change a DaemonSet of the edge could have raw media sent anywhere. */
    @Test
    void theOperatorHasPodsStartAgainAndChangesNothingOfThem() {
        Admission restarts = Admission.of("the-operator-only-restarts.yaml");
        Map<String, Object> operator = Map.of("username", "system:serviceaccount:bauta:bauta-placement");
        Map<String, Object> admin = Map.of("username", "admin", "groups", List.of("system:masters"));
        String before = """
                kind: DaemonSet
                spec:
                  selector: {matchLabels: {a: b}}
                  updateStrategy: {type: RollingUpdate}
                  template:
                    metadata: {labels: {a: b}}
                    spec: {containers: [{name: c, image: 'bauta/ingestion:1'}]}
                """;
        Map<String, Object> old = Admission.map(before);
        Map<String, Object> again = Admission.map(
                before.replace("metadata: {labels: {a: b}}", "metadata: {labels: {a: b}, annotations: {t: x}}"));

        assertThat(restarts.refusals(new Request("UPDATE", "bauta", operator, again, old)))
                .isEmpty();
        for (String[] change : new String[][] {
            {"bauta/ingestion:1", "mine"},
            {"spec: {c", "spec: {hostNetwork: true, c"},
            {"labels: {a: b}", "labels: {a: c}"}
        }) {
            Map<String, Object> other = Admission.map(before.replace(change[0], change[1]));
            assertThat(restarts.refusals(new Request("UPDATE", "bauta", operator, other, old)))
                    .isNotEmpty();
            assertThat(restarts.refusals(new Request("UPDATE", "bauta", admin, other, old)))
                    .isEmpty();
        }
    }

    @Test
    void everyPolicyIsInForceRefusesAndFailsClosed() {
        List<HasMetadata> all = Repository.sources(".yaml").stream()
                .filter(file -> file.startsWith(Repository.path("k8s/policies")))
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .map(Path::toFile)
                .flatMap(file -> Chart.objects(Repository.read(file.toPath())).stream())
                .toList();
        List<ValidatingAdmissionPolicy> policies = only(all, ValidatingAdmissionPolicy.class);

        assertThat(policies)
                .hasSize(7)
                .allMatch(policy -> policy.getSpec().getFailurePolicy().equals("Fail"));
        assertThat(only(all, ValidatingAdmissionPolicyBinding.class))
                .allMatch(binding -> binding.getSpec().getValidationActions().contains("Deny"))
                .extracting(binding -> binding.getSpec().getPolicyName())
                .containsExactlyInAnyOrderElementsOf(policies.stream()
                        .map(policy -> policy.getMetadata().getName())
                        .toList());
    }

    private static <T> List<T> only(List<HasMetadata> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
