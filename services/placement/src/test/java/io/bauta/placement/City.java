/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement;

import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.AudioSpec;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.CameraSpec;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.EdgeSiteSpec;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.bauta.placement.api.v1alpha1.MicrophoneSpec;
import io.bauta.placement.api.v1alpha1.Place;
import io.bauta.placement.api.v1alpha1.PolicyRef;
import io.bauta.placement.api.v1alpha1.PolicySpec;
import io.bauta.placement.api.v1alpha1.SecretRef;
import io.bauta.placement.api.v1alpha1.SiteNode;
import io.bauta.placement.api.v1alpha1.VideoSpec;
import io.bauta.placement.config.PlacementConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a city declares. */
public final class City {
    public static final String NAMESPACE = "bauta";
    public static final String SITE = "old-town";

    /** Of an operator for it. */
    public static final PlacementConfig SETTINGS = new PlacementConfig() {
        @Override
        public String namespace() {
            return NAMESPACE;
        }

        @Override
        public String release() {
            return "city";
        }

        @Override
        public Optional<URI> modelServer() {
            return Optional.empty();
        }

        @Override
        public Set<String> spared() {
            return Set.of("kube-system");
        }
    };

    private City() {}

    public static EdgeSite site(String... nodes) {
        return site(SITE, Arrays.asList(nodes), 4.0);
    }

    public static EdgeSite site(String name, List<String> nodes, double cores) {
        EdgeSite site = named(new EdgeSite(), name);
        site.setSpec(new EdgeSiteSpec(
                nodes.stream()
                        .map(node -> new SiteNode(node, null, null, new SiteNode.Measured(cores, 1.0)))
                        .toList(),
                null,
                null,
                null,
                List.of()));
        return site;
    }

    public static Camera camera(String name, String policy) {
        return camera(name, SITE, policy);
    }

    public static Camera camera(String name, String site, String policy) {
        return camera(name, site, policy, "rtsp://10.20.0.7/" + name, null, "counting people at the market");
    }

    public static Camera camera(
            String name, String site, String policy, String source, SecretRef secret, String purpose) {
        Camera camera = named(new Camera(), name);
        camera.setSpec(new CameraSpec(
                site,
                null,
                source,
                secret,
                purpose,
                "municipal decision 12/2026",
                "1d",
                new PolicyRef(policy),
                new Place(45.43, 12.33),
                null,
                null));
        return camera;
    }

    public static Microphone microphone(String name, String source, String policy) {
        Microphone microphone = named(new Microphone(), name);
        microphone.setSpec(new MicrophoneSpec(
                SITE,
                null,
                source,
                null,
                "how loud it is",
                "municipal decision 13/2026",
                "1d",
                new PolicyRef(policy),
                null));
        return microphone;
    }

    /** Faces hidden by a method, sound muted. */
    public static AnonymisationPolicy policy(String name, int version, String faces) {
        AnonymisationPolicy policy = named(new AnonymisationPolicy(), name);
        policy.setSpec(new PolicySpec(
                version,
                new VideoSpec(
                        null, null, faces, null, null, null, null, null, null, null, null, null, null, null, null),
                new AudioSpec("mute", null, null)));
        return policy;
    }

    /** Bound to a node by hand. */
    public static Pod pod(String name, String node, String account) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withServiceAccountName(account)
                .addNewContainer()
                .withName("c")
                .withImage("busybox")
                .endContainer()
                .endSpec()
                .build();
    }

    private static <T extends HasMetadata> T named(T object, String name) {
        object.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(NAMESPACE)
                .withGeneration(1L)
                .build());
        return object;
    }
}
