/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.e2e.chart.Admission.Request;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Bauta runs cannot be exchanged behind a tag. */
class ImagesByDigestTest {
    private static final Admission POLICY = Admission.of("images-by-digest.yaml");
    private static final String DIGEST = "@sha256:" + "a".repeat(64);
    private static final Set<String> PODS = Set.of("Pod", "DaemonSet", "StatefulSet", "Deployment");

    @Test
    void theChartIsLetInWithDigestsAndRefusedWithout() {
        List<HasMetadata> named = workloads(new Chart().withValues(Chart.TWO_NODES));
        List<HasMetadata> byDigest =
                workloads(new Chart().withValues(Chart.TWO_NODES).withValues(Chart.BY_DIGEST));

        assertThat(byDigest).hasSameSizeAs(named).allSatisfy(object -> assertThat(refusals(object))
                .isEmpty());
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThat(refusals(object)).singleElement().asString().contains("named by digest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bauta/ingestion",
                "bauta/ingestion:0.1.0",
                "bauta/ingestion:0.1.0@sha256:abc",
                "bauta/ingestion@sha512:aaaa",
            })
    void whatIsNoDigestIsNone(String image) {
        assertThat(POLICY.refusals(Request.toCreate("bauta", pod(image, image + DIGEST))))
                .isNotEmpty();
        assertThat(POLICY.refusals(Request.toCreate("bauta", pod(image + DIGEST, image))))
                .isNotEmpty();
    }

    @Test
    void othersPodsAreTheirOwnAffair() {
        String pod = "kind: Pod\nmetadata: {name: p, labels: {app.kubernetes.io/name: kafka}}\n"
                + "spec: {containers: [{name: c, image: 'kafka:4'}]}";

        assertThat(POLICY.refusals(Request.toCreate("bauta", pod))).isEmpty();
    }

    /** What ran before the policy was there must be able to end. */
    @Test
    void aPodOfBeforeMayBeWrittenButItsImageNotExchanged() {
        Map<String, Object> before = Admission.map(pod("bauta/ingestion:1", "bauta/ingestion:1"));
        Map<String, Object> after = Admission.map(pod("bauta/ingestion:2", "bauta/ingestion:1"));

        assertThat(POLICY.refusals(update(before, before))).isEmpty();
        assertThat(POLICY.refusals(update(after, before))).hasSize(1);
    }

    private static Request update(Map<String, Object> object, Map<String, Object> before) {
        return new Request("UPDATE", "bauta", Map.of("username", "somebody"), object, before);
    }

    private static String pod(String image, String initImage) {
        return """
                kind: Pod
                metadata: {name: p, labels: {bauta.io/raw: 'true'}}
                spec:
                  containers: [{name: c, image: '%s'}]
                  initContainers: [{name: i, image: '%s'}]
                """.formatted(image, initImage);
    }

    private static List<String> refusals(HasMetadata object) {
        return POLICY.refusals(Request.toCreate("bauta", Serialization.asYaml(object)));
    }

    private static List<HasMetadata> workloads(Chart chart) {
        return chart.objects().stream()
                .filter(object -> PODS.contains(object.getKind()))
                .toList();
    }
}
