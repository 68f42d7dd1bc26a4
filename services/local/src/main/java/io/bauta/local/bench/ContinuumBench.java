/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import io.bauta.local.continuum.Continuum;
import io.bauta.local.continuum.ContinuumPlan;
import io.bauta.local.continuum.QuickStarts;
import io.bauta.local.observation.SensorFigures;
import io.bauta.local.report.RunReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Figures of a whole continuum. Each run begins with empty brokers and leaves nothing running. */
public final class ContinuumBench {
    static final double MOST_START_SECONDS = 15;
    static final double MOST_EDGE_MEBIBYTES = 1.2 * 1024;
    static final double MOST_OVER_CHUNK_MILLIS = 250;

    /** Memory is looked at when nothing has come in for so long. */
    private static final Duration IDLE_FOR = Duration.ofSeconds(15);

    private static final double MEBIBYTE = 1 << 20;

    private final WarmUp warmUp;

    /** @param cancelled asked several times a second; a run is cut short then, and its figures have no value */
    public ContinuumBench(BooleanSupplier cancelled) {
        this.warmUp = new WarmUp(cancelled);
    }

    /**
     * Starts a continuum, waits for its first released chunk, lets its sources come to their end and looks at what it
     * holds when it is idle.
     *
     * @param plan with sources that come to an end by themselves
     * @return start and idle
     */
    public List<Figure> startAndIdle(ContinuumPlan plan) throws IOException, InterruptedException {
        try (Continuum continuum = Continuum.start(plan, QuickStarts.usual())) {
            warmUp.untilFirstReleased(continuum);
            Map<String, Object> startDetails = new TreeMap<>();
            startDetails.put("processorSeconds", cpuSeconds(continuum));
            warmUp.until(continuum, WarmUp.LONGEST_START, Continuum::allReady);
            startDetails.put("everythingUpSeconds", continuum.age().toMillis() / 1000.0);
            continuum
                    .report()
                    .services()
                    .forEach(service -> startDetails.put(service.name() + "StartMs", service.startMs()));
            warmUp.until(continuum, WarmUp.LONGEST_START, Continuum::finished);
            warmUp.until(continuum, IDLE_FOR.plus(continuum.age()), running -> false);
            Figure idle = idle(continuum);
            continuum.stop();
            Long first = continuum.report().firstReleasedMs();
            return List.of(
                    new Figure(
                            "start",
                            "from start to the first released chunk",
                            first == null ? null : first / 1000.0,
                            "s",
                            MOST_START_SECONDS,
                            startDetails),
                    idle);
        }
    }

    private static Figure idle(Continuum continuum) {
        Map<String, Object> details = new TreeMap<>();
        continuum.edgeMemory().forEach((service, bytes) -> details.put(service + "MiB", bytes / MEBIBYTE));
        double sum = continuum.edgeMemory().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new Figure(
                "idle",
                "memory of the edge side (RSS) when nothing comes in",
                sum == 0 ? null : sum / MEBIBYTE,
                "MiB",
                MOST_EDGE_MEBIBYTES,
                details);
    }

    /**
     * Measures for how long a chunk is on its way from capture to the fog broker. The start is left out as {@link WarmUp}
     * has it. From then on every chunk counts.
     *
     * @param plan with sources that go on
     * @param length how long is measured
     * @return one figure a camera
     */
    public List<Figure> latency(ContinuumPlan plan, Duration length) throws IOException, InterruptedException {
        double target = plan.site()
                        .policyOf(plan.site().sensors().getFirst().id())
                        .orElseThrow()
                        .video()
                        .chunk()
                        .toMillis()
                + MOST_OVER_CHUNK_MILLIS;
        try (Continuum continuum = Continuum.start(plan, QuickStarts.usual())) {
            warmUp.untilFirstReleased(continuum);
            double settledAfter = warmUp.settle(
                    continuum,
                    () -> continuum.tally().forgetLatencies(),
                    () -> settled(cameras(continuum.tally().figures()), target));
            double cpuBefore = cpuSeconds(continuum);
            Duration begun = continuum.age();
            warmUp.until(continuum, length.plus(begun), running -> false);
            double cores = (cpuSeconds(continuum) - cpuBefore)
                    / continuum.age().minus(begun).toMillis()
                    * 1000;
            RunReport report = continuum.report();
            continuum.stop();
            List<Figure> figures = new ArrayList<>();
            cameras(report.sensors()).forEach(camera -> figures.add(latency(camera, target, cores, settledAfter)));
            return figures;
        }
    }

    static boolean settled(List<SensorFigures> cameras, double target) {
        return cameras.stream()
                .map(camera -> camera.latencyMs().p50())
                .allMatch(median -> median != null && median <= target);
    }

    private static List<SensorFigures> cameras(List<SensorFigures> sensors) {
        return sensors.stream().filter(sensor -> sensor.kind().equals("video")).toList();
    }

    private static Figure latency(SensorFigures sensor, double target, double cores, double settledAfter) {
        Map<String, Object> details = new TreeMap<>();
        details.put("chunks", sensor.latencyMs().count());
        details.put("settledAfterSeconds", settledAfter);
        details.put("p50Ms", sensor.latencyMs().p50());
        details.put("maxMs", sensor.latencyMs().max());
        details.put("released", sensor.released());
        details.put("withheld", sensor.received() - sensor.released());
        details.put("gaps", sensor.gaps());
        details.put("processorsBusyForAll", cores);
        Long p99 = sensor.latencyMs().p99();
        return new Figure(
                "latency " + sensor.id(),
                "capture of a chunk's first frame to the fog broker, p99",
                p99 == null ? null : (double) p99,
                "ms",
                target,
                details);
    }

    private static double cpuSeconds(Continuum continuum) {
        return continuum.report().services().stream()
                .mapToDouble(RunReport.ServiceFigures::cpuSeconds)
                .sum();
    }
}
