/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import io.bauta.inference.ModelFile;
import io.bauta.local.supervision.Readiness;
import io.bauta.local.supervision.ServiceLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a plan into the command line and environment of each service. A service is told only what it may know. */
final class LaunchTable {
    private final ContinuumPlan plan;
    private final QuickStarts quickStarts;
    private final Map<ServiceCatalogue, List<String>> starters;

    LaunchTable(ContinuumPlan plan, QuickStarts quickStarts) {
        this(plan, quickStarts, Map.of());
    }

    /** @param starters what a service's command is handed to, for instance {@code taskset -c 1} */
    LaunchTable(ContinuumPlan plan, QuickStarts quickStarts, Map<ServiceCatalogue, List<String>> starters) {
        this.plan = plan;
        this.quickStarts = quickStarts;
        this.starters = Map.copyOf(starters);
    }

    ServiceLaunch of(ServiceCatalogue service) {
        int port = plan.ports().of().get(service);
        return new ServiceLaunch(
                service.label(),
                command(service),
                environment(service),
                service == ServiceCatalogue.INGESTION
                        ? plan.sourcesFolder()
                        : plan.home().path(),
                plan.home().logs().resolve(service.label() + ".log"),
                port,
                plan.ports().metricsOf(service),
                service.isBroker() ? Readiness.listening(port) : Readiness.healthy(port));
    }

    private List<String> command(ServiceCatalogue service) {
        Path jar = plan.root().resolve(service.jar());
        List<String> command = new ArrayList<>(starters.getOrDefault(service, List.of()));
        if (service.canWait()) {
            command.addAll(List.of("nice", "-n", "10"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(service.jvmFlags());
        command.addAll(quickStarts.flags(service, jar));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private Map<String, String> environment(ServiceCatalogue service) {
        Map<String, String> environment = new HashMap<>();
        // Threads that decode and encode each get a heap of their own from glibc otherwise, which are never given back.
        environment.put("MALLOC_ARENA_MAX", "1");
        // A picture's memory goes back to the system when the picture goes, and leaves no hole among smaller things.
        environment.put("MALLOC_MMAP_THRESHOLD_", "524288");
        if (service.isBroker()) {
            broker(service, environment);
            return environment;
        }
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        // It is asked ten times a second while it starts, and would complain of not being ready in its log each time.
        environment.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "ERROR");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(plan.ports().of().get(service)));
        if (service.side() == ServiceCatalogue.Side.EDGE || service.side() == ServiceCatalogue.Side.DOOR) {
            environment.put("BAUTA_SITE_FILE", plan.siteFile().toString());
            environment.put("BAUTA_EDGE_BOOTSTRAP_SERVERS", plan.ports().edgeBootstrap());
        }
        if (service.side() == ServiceCatalogue.Side.FOG || service.side() == ServiceCatalogue.Side.DOOR) {
            environment.put("BAUTA_FOG_BOOTSTRAP_SERVERS", plan.ports().fogBootstrap());
        }
        if (service.signs()) {
            environment.put("BAUTA_KEYS", plan.home().keys().toString());
        } else if (service == ServiceCatalogue.EGRESS) {
            environment.put("BAUTA_KEYS", plan.home().publicKeys().toString());
            String approved = Stream.of(detector(), persons(), plates(), auditor(), voice(), mouth())
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(","));
            if (!approved.isEmpty()) {
                environment.put("BAUTA_EGRESS_APPROVED_MODELS", approved);
            }
        }
        if (service == ServiceCatalogue.MODEL_SERVER) {
            environment.put(
                    "BAUTA_MODEL_SERVER_FOLDER",
                    plan.root().resolve("models").resolve("exported").toString());
        }
        if (service == ServiceCatalogue.VIDEO_ANONYMISER) {
            environment.put("BAUTA_MODELS_SERVER", plan.ports().modelServer());
            environment.put("BAUTA_MODELS_CACHE", plan.home().models().toString());
            detector().ifPresent(sha256 -> environment.put("BAUTA_MODELS_DETECTOR", sha256));
            persons().ifPresent(sha256 -> environment.put("BAUTA_MODELS_PERSONS", sha256));
            plates().ifPresent(sha256 -> environment.put("BAUTA_MODELS_PLATES", sha256));
            auditor().ifPresent(sha256 -> environment.put("BAUTA_MODELS_AUDITOR", sha256));
        }
        if (service == ServiceCatalogue.AUDIO_ANONYMISER) {
            environment.put("BAUTA_MODELS_SERVER", plan.ports().modelServer());
            environment.put("BAUTA_MODELS_CACHE", plan.home().models().toString());
            voice().ifPresent(sha256 -> environment.put("BAUTA_MODELS_VOICE", sha256));
        }
        return environment;
    }

    /** The digest of the voice model that lies in this checkout, which is thereby approved on this machine. */
    private Optional<String> voice() {
        return exported("voice");
    }

    /** The digest of the network that the audio anonymiser was built with, which is named in statements of converted voices. */
    private Optional<String> mouth() {
        return exported("mouth");
    }

    /** The digest of the detector that lies in this checkout, which is thereby approved on this machine. */
    private Optional<String> detector() {
        return exported("street");
    }

    /** The one that finds persons where bodies are hidden. */
    private Optional<String> persons() {
        return exported("person");
    }

    /** The one that finds plates where they are hidden. */
    private Optional<String> plates() {
        return exported("plate");
    }

    /** Another one, which has a say where chunks go out as they came, and so is named in their statements. */
    private Optional<String> auditor() {
        return exported("street-half");
    }

    private Optional<String> exported(String model) {
        Path folder = plan.root().resolve("models").resolve("exported").resolve(model);
        return Files.isDirectory(folder)
                ? Optional.of(ModelFile.exported(folder).sha256())
                : Optional.empty();
    }

    private void broker(ServiceCatalogue service, Map<String, String> environment) {
        boolean edge = service == ServiceCatalogue.EDGE_BROKER;
        String role = edge ? "edge" : "fog";
        environment.put("BAUTA_BROKER_ROLE", role);
        environment.put("BAUTA_BROKER_DATA", plan.home().brokerData(role).toString());
        environment.put("BAUTA_BROKER_HOST", "127.0.0.1");
        environment.put(
                "BAUTA_BROKER_METRICS_PORT", Integer.toString(plan.ports().metricsOf(service)));
        environment.put("BAUTA_BROKER_PORT", Integer.toString(plan.ports().of().get(service)));
        environment.put(
                "BAUTA_BROKER_CONTROLLER_PORT",
                Integer.toString(
                        edge ? plan.ports().edgeController() : plan.ports().fogController()));
    }
}
