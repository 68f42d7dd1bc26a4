/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.placement.reconcile.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has access to raw media, and where that is wrong. */
class RawAccessTest {

    /** One kind of access is enough, and no label is needed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serviceAccountName: bauta-raw | the account bauta-raw",
                "serviceAccount: bauta-raw | the account bauta-raw",
                "volumes: [{name: v, secret: {secretName: bauta-raw-cameras}}] | the Secret bauta-raw-cameras",
                "volumes: [{name: v, projected: {sources: [{secret: {name: bauta-raw-keys-gate}}]}}] | the Secret bauta-raw-keys-gate",
                "volumes: [{name: v, hostPath: {path: /dev/video0}}] | the device /dev/video0",
                "volumes: [{name: v, hostPath: {path: //dev//snd}}] | the device //dev//snd",
                "initContainers: [{name: i, image: 'registry.example:5000/bauta/video-anonymiser@sha256:aa'}] | the image registry.example:5000/bauta/video-anonymiser@sha256:aa",
                "ephemeralContainers: [{name: i, image: 'bauta/ingestion:1'}] | the image bauta/ingestion:1",
                "initContainers: [{name: i, image: x, envFrom: [{secretRef: {name: bauta-raw-keys-gate}}]}] | the Secret bauta-raw-keys-gate",
                "initContainers: [{name: i, image: x, env: [{name: K, valueFrom: {secretKeyRef: {name: bauta-raw-keys-gate, key: k}}}]}] | the Secret bauta-raw-keys-gate"
            })
    void eachKindOfAccessIsKnownByItself(String access, String words) {
        SeenPod pod = pod("bauta", access);

        assertThat(RawAccess.of(pod).any()).isTrue();
        assertThat(RawAccess.of(pod).words()).isEqualTo(words);
        assertThat(Violation.of(Sighting.of(pod, RawAccess.of(pod)), "bauta", false))
                .hasValueSatisfying(violation -> assertThat(violation.words())
                        .isEqualTo("pod bauta/p has " + words + " and runs in fog-1, which is no edge node"));
        assertThat(Violation.of(Sighting.of(pod, RawAccess.of(pod)), "bauta", true))
                .isEmpty();
        SeenPod elsewhere = pod("default", access);
        assertThat(Violation.of(Sighting.of(elsewhere, RawAccess.of(elsewhere)), "bauta", true))
                .hasValueSatisfying(
                        violation -> assertThat(violation.reason()).isEqualTo(Violation.Reason.OUTSIDE_THE_NAMESPACE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodeSelector: {bauta.io/tier: edge}",
                "initContainers: [{name: c, image: 'bauta/broker:1'}]",
                "initContainers: [{name: c, image: 'nobauta/ingestion-tools:1'}]",
                "volumes: [{name: v, hostPath: {path: /etc/cni}}]",
                "volumes: [{name: v, secret: {secretName: bauta-partners}}, {name: e, emptyDir: {}}]"
            })
    void whoHasNoPartInItIsLeftAlone(String spec) {
        SeenPod pod = pod("kube-system", spec);

        assertThat(Violation.of(Sighting.of(pod, RawAccess.of(pod)), "bauta", false))
                .isEmpty();
        assertThat(Violation.of(Sighting.of(pod, RawAccess.of(pod)), "bauta", true))
                .isEmpty();
    }

    /** Drivers of volumes see all pods' files: that matters where there are raw media, and not on the fog. */
    @Test
    void whoSeesTheFilesOfAllPodsMustNotBeOnTheEdge() {
        SeenPod driver = pod("storage", "volumes: [{name: v, hostPath: {path: /var/lib/kubelet/pods}}]");

        assertThat(Violation.of(Sighting.of(driver, RawAccess.of(driver)), "bauta", true))
                .isPresent();
        assertThat(Violation.of(Sighting.of(driver, RawAccess.of(driver)), "bauta", false))
                .isEmpty();
    }

    private static SeenPod pod(String namespace, String spec) {
        return Operation.reader().unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: %s, uid: u}
                spec:
                  nodeName: fog-1
                  containers: [{name: c, image: busybox}]
                  %s
                """.formatted(namespace, spec), SeenPod.class);
    }
}
