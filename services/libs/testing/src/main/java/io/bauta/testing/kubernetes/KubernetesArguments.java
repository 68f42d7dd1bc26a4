/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kubernetes;

import java.nio.file.Path;
import java.util.List;

/** How each part of Kubernetes is started: as in any cluster, but on loopback and with a short patience for lost nodes. */
final class KubernetesArguments {
    /** How long a node is believed to live after its last word. */
    static final int LEASE_SECONDS = 4;

    private KubernetesArguments() {}

    static List<String> etcd(Path data, String clients, String peers) {
        return List.of(
                "--data-dir=" + data,
                // Nothing of a test's cluster need outlive a power cut.
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
    }

    static List<String> apiServer(Path folder, String etcd, KubernetesPlace place, int port) {
        Path pki = folder.resolve("pki");
        return List.of(
                "--etcd-servers=" + etcd,
                "--bind-address=" + place.host(),
                "--advertise-address=" + place.host(),
                "--secure-port=" + port,
                "--tls-cert-file=" + pki.resolve("apiserver.crt"),
                "--tls-private-key-file=" + pki.resolve("apiserver.key"),
                "--client-ca-file=" + pki.resolve("ca.crt"),
                "--service-account-key-file=" + pki.resolve("accounts.pub"),
                "--service-account-signing-key-file=" + pki.resolve("accounts.key"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-cluster-ip-range=" + place.services(),
                // What a kubelet says, a pod's log for one, is said to whoever may ask it anything.
                "--kubelet-client-certificate=" + pki.resolve("admin.crt"),
                "--kubelet-client-key=" + pki.resolve("admin.key"),
                "--kubelet-preferred-address-types=InternalIP",
                // Endpoints on loopback lead nowhere, and are refused.
                "--endpoint-reconciler-type=" + (place.isReachable() ? "lease" : "none"),
                "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction",
                // A node's own agents are privileged in any cluster; who else may be is for the policies to say.
                "--allow-privileged=true",
                "--default-not-ready-toleration-seconds=" + place.tolerationSeconds(),
                "--default-unreachable-toleration-seconds=" + place.tolerationSeconds(),
                "--audit-policy-file=" + KubernetesProgram.file("audit.yaml"),
                "--audit-log-path=" + folder.resolve("logs/audit.log"));
    }

    static List<String> controllers(Path folder, KubernetesPlace place) {
        Path pki = folder.resolve("pki");
        String login = pki.resolve("controllers.kubeconfig").toString();
        return List.of(
                "--kubeconfig=" + login,
                "--authentication-kubeconfig=" + login,
                "--authorization-kubeconfig=" + login,
                "--service-account-private-key-file=" + pki.resolve("accounts.key"),
                "--root-ca-file=" + pki.resolve("ca.crt"),
                "--leader-elect=false",
                "--secure-port=0",
                "--node-monitor-period=1s",
                "--node-monitor-grace-period=" + place.graceSeconds() + "s");
    }

    static List<String> scheduler(Path folder) {
        String login = folder.resolve("pki/system_kube-scheduler.kubeconfig").toString();
        return List.of(
                "--kubeconfig=" + login,
                "--authentication-kubeconfig=" + login,
                "--authorization-kubeconfig=" + login,
                "--leader-elect=false",
                "--secure-port=0");
    }
}
