/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.reconcile;

import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Camera;
import io.bauta.placement.api.v1alpha1.EdgeSite;
import io.bauta.placement.api.v1alpha1.Microphone;
import io.bauta.placement.cluster.CutDown;
import io.bauta.placement.cluster.Labels;
import io.bauta.placement.cluster.NodeConfig;
import io.bauta.placement.cluster.NodeFacts;
import io.bauta.placement.cluster.SeenConfigMap;
import io.bauta.placement.cluster.SeenDaemonSet;
import io.bauta.placement.cluster.SeenNode;
import io.bauta.placement.cluster.Workload;
import io.bauta.placement.site.Sensor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of the cluster, kept up to date by watches, and which site must be looked at again when something changes. */
final class Inventory {
    private static final long PAGE = 200;
    private static final String BY_NAME = "name";
    private static final String BY_SITE = "site";
    private static final String BY_HOST = "host";
    private static final String BY_NODE = "node";

    private final IndexerResourceCache<EdgeSite> sites;
    private final InformerEventSource<Camera, EdgeSite> cameras;
    private final InformerEventSource<Microphone, EdgeSite> microphones;
    private final InformerEventSource<AnonymisationPolicy, EdgeSite> policies;
    private final InformerEventSource<SeenNode, EdgeSite> nodes;
    private final InformerEventSource<SeenConfigMap, EdgeSite> configs;
    private final InformerEventSource<SeenDaemonSet, EdgeSite> workloads;
    private final SimpleInboundEventSource<EdgeSite> others = new SimpleInboundEventSource<>("others");

    Inventory(EventSourceContext<EdgeSite> context) {
        sites = context.getPrimaryCache();
        sites.addIndexer(BY_NAME, site -> List.of(site.getMetadata().getName()));
        sites.addIndexer(
                BY_HOST,
                site -> site.getSpec().nodes().stream().map(node -> node.host()).toList());
        sites.addIndexer(
                BY_NODE,
                site -> site.getSpec().nodes().stream().map(node -> node.name()).toList());
        cameras = new InformerEventSource<>(
                declared(Camera.class, camera -> named(camera, camera.getSpec().site())), context);
        microphones = new InformerEventSource<>(
                declared(
                        Microphone.class,
                        microphone -> named(microphone, microphone.getSpec().site())),
                context);
        policies = new InformerEventSource<>(declared(AnonymisationPolicy.class, policy -> all()), context);
        nodes = new InformerEventSource<>(
                cutDown(SeenNode.class, NodeFacts::cutDown, node -> ids(sites.byIndex(BY_HOST, NodeFacts.host(node))))
                        .withWatchAllNamespaces()
                        .withOnUpdateFilter((now, before) -> NodeFacts.differ(before, now))
                        .build(),
                context);
        configs = new InformerEventSource<>(
                cutDown(
                                SeenConfigMap.class,
                                NodeConfig::cutDown,
                                map -> named(map, NodeConfig.of(map).site()))
                        .withLabelSelector(Labels.NODE + "," + Labels.SITE)
                        .build(),
                context);
        workloads = new InformerEventSource<>(
                cutDown(SeenDaemonSet.class, Workload::cutDown, set -> ids(sites.byIndex(BY_NODE, Workload.node(set))))
                        .withLabelSelector(Labels.NODE + "," + Labels.COMPONENT + " in ("
                                + String.join(",", Workload.COMPONENTS) + ")")
                        .build(),
                context);
        cameras.addIndexers(Map.of(BY_SITE, camera -> List.of(camera.getSpec().site())));
        microphones.addIndexers(
                Map.of(BY_SITE, microphone -> List.of(microphone.getSpec().site())));
        nodes.addIndexers(Map.of(BY_HOST, node -> List.of(NodeFacts.host(node))));
        configs.addIndexers(Map.of(
                BY_SITE,
                map -> List.of(NodeConfig.of(map).site()),
                BY_NODE,
                map -> List.of(NodeConfig.of(map).node())));
        workloads.addIndexers(Map.of(BY_NODE, set -> List.of(Workload.node(set))));
    }

    List<EventSource<?, EdgeSite>> sources() {
        return List.of(cameras, microphones, policies, nodes, configs, workloads, others);
    }

    /** Every site is looked at again, for a reason that no watch tells. */
    void lookAgain() {
        all().forEach(others::propagateEvent);
    }

    List<Sensor> sensorsOf(String site) {
        return Stream.concat(
                        cameras.byIndex(BY_SITE, site).stream().map(Sensor::of),
                        microphones.byIndex(BY_SITE, site).stream().map(Sensor::of))
                .toList();
    }

    List<Sensor> sensors() {
        return Stream.concat(
                        cameras.list(camera -> true).map(Sensor::of),
                        microphones.list(microphone -> true).map(Sensor::of))
                .toList();
    }

    List<AnonymisationPolicy> policies() {
        return policies.list(policy -> true).toList();
    }

    Optional<SeenNode> node(String host) {
        return nodes.byIndex(BY_HOST, host).stream().findFirst();
    }

    List<NodeConfig> configsOf(String site) {
        return configs.byIndex(BY_SITE, site).stream().map(NodeConfig::of).toList();
    }

    /** Of whichever sites. */
    List<NodeConfig> configsOfNode(String node) {
        return configs.byIndex(BY_NODE, node).stream().map(NodeConfig::of).toList();
    }

    List<NodeConfig> configs() {
        return configs.list(map -> true).map(NodeConfig::of).toList();
    }

    List<SeenDaemonSet> workloads(String node) {
        return workloads.byIndex(BY_NODE, node);
    }

    boolean hasSite(String site) {
        return !sites.byIndex(BY_NAME, site).isEmpty();
    }

    /** The hostname a site gives for a node. */
    Optional<String> hostOf(String node) {
        return sites.byIndex(BY_NODE, node).stream()
                .flatMap(site -> site.getSpec().nodes().stream())
                .filter(one -> one.name().equals(node))
                .map(one -> one.host())
                .findFirst();
    }

    private Set<ResourceID> all() {
        return sites.list(site -> true).map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static Set<ResourceID> ids(Collection<EdgeSite> several) {
        return several.stream().map(ResourceID::fromResource).collect(Collectors.toSet());
    }

    private static Set<ResourceID> named(HasMetadata object, String site) {
        return Set.of(new ResourceID(site, object.getMetadata().getNamespace()));
    }

    /** What people write; what the operator says of it there is no reason to look again. */
    private static <T extends HasMetadata> InformerEventSourceConfiguration<T> declared(
            Class<T> type, SecondaryToPrimaryMapper<T> mapper) {
        return cutDown(type, CutDown::withoutMetadata, mapper)
                .withOnUpdateFilter((now, before) -> !now.getMetadata()
                        .getGeneration()
                        .equals(before.getMetadata().getGeneration()))
                .build();
    }

    private static <T extends HasMetadata> InformerEventSourceConfiguration.Builder<T> cutDown(
            Class<T> type, UnaryOperator<T> cut, SecondaryToPrimaryMapper<T> mapper) {
        return InformerEventSourceConfiguration.from(type, EdgeSite.class)
                .withName(type.getSimpleName())
                .withItemStore(new CutDown<>(cut))
                // Read in pages, each of which is cut down before the next is asked for.
                .withInformerListLimit(PAGE)
                .withSecondaryToPrimaryMapper(mapper)
                // What belongs to a site is found by the indexes above; the other way round nobody asks.
                .withPrimaryToSecondaryMapper(site -> Set.of());
    }
}
