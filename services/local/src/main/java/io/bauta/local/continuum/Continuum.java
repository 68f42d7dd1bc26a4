/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import io.bauta.contracts.BuildStamp;
import io.bauta.contracts.provenance.NodeKey;
import io.bauta.local.home.ProcessIdentity;
import io.bauta.local.home.RunFile;
import io.bauta.local.home.RunState;
import io.bauta.local.observation.BrokerTopics;
import io.bauta.local.observation.ContinuumObserver;
import io.bauta.local.observation.ProcessUsage;
import io.bauta.local.observation.Tally;
import io.bauta.local.observation.UsageLedger;
import io.bauta.local.report.RunReport;
import io.bauta.local.supervision.OrphanGuard;
import io.bauta.local.supervision.SupervisedService;
import io.bauta.local.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A running continuum: two brokers, seven services, and the observer that counts. One thread starts it, calls
 * {@link #tend()} several times a second, and stops it; {@link #close()} leaves nothing running, whatever happened.
 */
public final class Continuum implements AutoCloseable {
    private static final Duration STANDSTILL = Duration.ofMillis(1_500);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(20);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);

    private final ContinuumPlan plan;
    private final Instant started = Instant.now();
    private final Supervisor supervisor;
    private final RunFile runFile;
    private final Tally tally;
    private final ContinuumObserver observer;
    private final UsageLedger usage = new UsageLedger();
    private final Standstill standstill;
    private List<String> edgeTopics = List.of();
    private List<String> fogTopics = List.of();
    private Instant nextSample = Instant.EPOCH;
    private boolean everReady;
    private Duration ranFor = Duration.ZERO;

    private Continuum(ContinuumPlan plan, Supervisor supervisor) {
        this.plan = plan;
        this.supervisor = supervisor;
        this.runFile = new RunFile(plan.home());
        this.tally = new Tally(plan.site(), plan.fresh());
        this.standstill = new Standstill(tally::changes, STANDSTILL);
        this.observer = ContinuumObserver.start(
                tally, plan.ports().edgeBootstrap(), plan.ports().fogBootstrap(), plan.fresh());
    }

    /** Starts everything at once; returns while it is still coming up. */
    public static Continuum start(ContinuumPlan plan, QuickStarts quickStarts) throws IOException {
        return start(plan, quickStarts, Map.of());
    }

    /** @param starters what a service's command is handed to, for instance {@code taskset -c 1} */
    public static Continuum start(
            ContinuumPlan plan, QuickStarts quickStarts, Map<ServiceCatalogue, List<String>> starters)
            throws IOException {
        if (plan.fresh()) {
            plan.home().deleteData();
        }
        plan.home().create();
        NodeKey.createIfAbsent(plan.home().keys());
        Files.copy(
                plan.home().keys().resolve("node.pub"),
                plan.home().publicKeys().resolve("node.pub"),
                StandardCopyOption.REPLACE_EXISTING);
        Continuum continuum = new Continuum(plan, new Supervisor(OrphanGuard.start(), quickStarts.patience()));
        try {
            LaunchTable launches = new LaunchTable(plan, quickStarts, starters);
            for (ServiceCatalogue service : ServiceCatalogue.values()) {
                Files.deleteIfExists(plan.home().logs().resolve(service.label() + ".log"));
                continuum.supervisor.start(launches.of(service));
            }
            continuum.writeRunFile();
            return continuum;
        } catch (IOException | RuntimeException e) {
            continuum.close();
            throw e;
        }
    }

    /** Starts again what has died and looks at what the processes use. */
    public void tend() throws IOException {
        if (supervisor.tend()) {
            writeRunFile();
        }
        everReady |= supervisor.allReady();
        if (Instant.now().isAfter(nextSample)) {
            nextSample = Instant.now().plus(SAMPLE_EVERY);
            sample();
        }
    }

    public boolean allReady() {
        return supervisor.allReady();
    }

    public Tally tally() {
        return tally;
    }

    public ContinuumPlan plan() {
        return plan;
    }

    public Duration age() {
        return Duration.between(started, Instant.now());
    }

    public String page() {
        return plan.ports().page();
    }

    public String fogBootstrap() {
        return plan.ports().fogBootstrap();
    }

    public String edgeBootstrap() {
        return plan.ports().edgeBootstrap();
    }

    /** Whether every source has been played to its end and all of it has arrived; never before everything was once up. */
    public boolean finished() {
        return everReady && tally.allEnded() && tally.fogHasCaughtUp() && standstill.reached();
    }

    /** Stops with the flow: no new media, then what is in flight, then the rest, the brokers last. */
    public void stop() throws IOException {
        ranFor = age();
        supervisor.stop(List.of(ServiceCatalogue.INGESTION.label()));
        drain();
        sample();
        edgeTopics = BrokerTopics.of(plan.ports().edgeBootstrap());
        fogTopics = BrokerTopics.of(plan.ports().fogBootstrap());
        observer.close();
        for (List<String> group : ServiceCatalogue.stopOrderAfterIngestion()) {
            supervisor.stop(group);
        }
    }

    private void drain() throws IOException {
        if (!everReady && tally.changes() == 0) {
            return;
        }
        Instant limit = Instant.now().plus(LONGEST_DRAIN);
        standstill.restart();
        try {
            while (Instant.now().isBefore(limit) && !(standstill.reached() && tally.fogHasCaughtUp())) {
                tend();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The figures so far; complete after {@link #stop()}. */
    public RunReport report() {
        return new RunReport(
                tally.figures(),
                supervisor.services().stream().map(this::figures).toList(),
                edgeTopics,
                fogTopics,
                (ranFor.isZero() ? age() : ranFor).toMillis() / 1_000.0,
                tally.firstReleased()
                        .map(first -> Duration.between(started, first).toMillis())
                        .orElse(null),
                !tally.fogHasCaughtUp(),
                BuildStamp.current().toString());
    }

    private RunReport.ServiceFigures figures(SupervisedService service) {
        var rss = usage.rssBytesMax(service.name());
        var startMs = service.firstReadyMillis();
        return new RunReport.ServiceFigures(
                service.name(),
                service.process().pid(),
                usage.cpuSeconds(service.name()),
                rss.isPresent() ? rss.getAsLong() : null,
                startMs.isPresent() ? startMs.getAsLong() : null,
                service.restarts());
    }

    /** Memory (RSS) that each process of the edge side holds now, in bytes; empty where the system does not tell. */
    public Map<String, Long> edgeMemory() {
        Set<String> edge = Arrays.stream(ServiceCatalogue.values())
                .filter(ServiceCatalogue::onEdge)
                .map(ServiceCatalogue::label)
                .collect(Collectors.toSet());
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (SupervisedService service : supervisor.services()) {
            if (edge.contains(service.name())) {
                ProcessUsage.of(service.process()).rssBytes().ifPresent(rss -> bytes.put(service.name(), rss));
            }
        }
        return bytes;
    }

    private void sample() {
        supervisor.services().forEach(service -> usage.sample(service.name(), service.process()));
    }

    private void writeRunFile() throws IOException {
        runFile.write(new RunState(
                plan.command(),
                ProcessIdentity.of(ProcessHandle.current()),
                plan.site().name(),
                plan.site().node(),
                page(),
                plan.ports().edgeBootstrap(),
                fogBootstrap(),
                supervisor.state()));
    }

    @Override
    public void close() throws IOException {
        observer.close();
        supervisor.close();
        runFile.delete();
        if (plan.fresh()) {
            plan.home().deleteData();
        }
    }
}
