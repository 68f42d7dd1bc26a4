/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import io.bauta.local.continuum.Continuum;
import io.bauta.local.continuum.ContinuumPlan;
import io.bauta.local.continuum.QuickStarts;
import io.bauta.local.continuum.ServiceCatalogue;
import io.bauta.local.observation.EdgeFigures;
import io.bauta.local.observation.EdgeObserver;
import io.bauta.local.report.RunReport.ServiceFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Live cameras against one video anonymiser that has a processor of its own and no other; cameras, brokers and everything else
 * have the rest. Latency ends on the edge broker here: what egress and fog add is no business of the anonymiser.
 */
public final class LiveBench {
    static final double MOST_MEBIBYTES = 400;
    static final double MOST_OVER_CHUNK_MILLIS = 150;

    private static final double MEBIBYTE = 1 << 20;
    private static final double PERCENT = 100;

    private final WarmUp warmUp;

    /** @param cancelled asked several times a second; a run is cut short then, and its figures have no value */
    public LiveBench(BooleanSupplier cancelled) {
        this.warmUp = new WarmUp(cancelled);
    }

    /** Makes the plan once the cameras are there. */
    @FunctionalInterface
    public interface Planning {
        /** @param addresses of the cameras */
        ContinuumPlan of(List<String> addresses) throws IOException;
    }

    /**
     * The start is left out as {@link WarmUp} has it. From then on every chunk counts.
     *
     * @param length how long is measured
     * @return one latency a camera, then frames lost, memory, and how busy the processor was
     */
    public List<Figure> measure(LiveScene scene, Planning planning, Duration length)
            throws IOException, InterruptedException {
        try (SplitCores cores = SplitCores.split();
                LiveCameras cameras =
                        LiveCameras.playing(scene.programs(), scene.clip(), scene.cameras(), scene.log())) {
            ContinuumPlan plan = planning.of(cameras.addresses());
            List<String> alone = cores.alone();
            try (Continuum continuum = Continuum.start(
                            plan, QuickStarts.usual(), Map.of(ServiceCatalogue.VIDEO_ANONYMISER, alone));
                    EdgeObserver edge = EdgeObserver.start(continuum.edgeBootstrap())) {
                List<Figure> figures = measure(continuum, edge, chunkMillis(plan), length);
                figures.addLast(processor(figures.removeLast(), cores.said()));
                return figures;
            }
        }
    }

    private static double chunkMillis(ContinuumPlan plan) {
        return plan.site()
                .policyOf(plan.site().sensors().getFirst().id())
                .orElseThrow()
                .video()
                .chunk()
                .toMillis();
    }

    private List<Figure> measure(Continuum continuum, EdgeObserver edge, double chunkMillis, Duration length)
            throws IOException, InterruptedException {
        double target = chunkMillis + MOST_OVER_CHUNK_MILLIS;
        warmUp.untilFirstReleased(continuum);
        double settledAfter = warmUp.settle(
                continuum, edge::forget, () -> settled(edge.figures().values(), target));
        double cpuBefore = anonymiser(continuum).cpuSeconds();
        Duration begun = continuum.age();
        warmUp.until(continuum, length.plus(begun), running -> false);
        double seconds = continuum.age().minus(begun).toMillis() / 1000.0;
        double busy = (anonymiser(continuum).cpuSeconds() - cpuBefore) / seconds;
        ServiceFigures anonymiser = anonymiser(continuum);
        Map<String, EdgeFigures> cameras = edge.figures();
        continuum.stop();
        List<Figure> figures = new ArrayList<>();
        cameras.forEach((camera, figure) -> figures.add(latency(camera, figure, target, settledAfter)));
        figures.add(lost(cameras.values(), anonymiser.restarts()));
        figures.add(memory(anonymiser));
        figures.add(new Figure(
                "live processor",
                "how busy the video anonymiser kept it",
                cameras.isEmpty() ? null : busy * PERCENT,
                "%",
                null,
                Map.of()));
        return figures;
    }

    static boolean settled(Collection<EdgeFigures> cameras, double target) {
        return !cameras.isEmpty()
                && cameras.stream()
                        .map(camera -> camera.latencyMs().p50())
                        .allMatch(median -> median != null && median <= target);
    }

    static Figure latency(String camera, EdgeFigures figures, double target, double settledAfter) {
        Map<String, Object> details = new TreeMap<>();
        details.put("chunks", figures.latencyMs().count());
        details.put("settledAfterSeconds", settledAfter);
        details.put("p50Ms", figures.latencyMs().p50());
        details.put("maxMs", figures.latencyMs().max());
        details.values().removeIf(value -> value == null);
        Long p99 = figures.latencyMs().p99();
        return new Figure(
                "live " + camera,
                "capture of a chunk's first frame to the edge broker, p99",
                p99 == null ? null : (double) p99,
                "ms",
                target,
                details);
    }

    /** What was not measured, because no frame came, has no value. */
    static Figure lost(Collection<EdgeFigures> cameras, int restarts) {
        long delivered = cameras.stream().mapToLong(EdgeFigures::delivered).sum();
        long lost = cameras.stream().mapToLong(EdgeFigures::lost).sum();
        Map<String, Object> details = new TreeMap<>();
        details.put("framesDelivered", delivered);
        details.put(
                "chunksWithheld",
                cameras.stream().mapToLong(EdgeFigures::withheld).sum());
        details.put("restarts", restarts);
        return new Figure(
                "live lost",
                "frames delivered that are in no released chunk",
                delivered == 0 ? null : (double) lost,
                "",
                0.0,
                details);
    }

    static Figure memory(ServiceFigures anonymiser) {
        Long most = anonymiser.rssBytesMax();
        return new Figure(
                "live memory",
                "the most memory (RSS) the video anonymiser held",
                most == null ? null : most / MEBIBYTE,
                "MiB",
                MOST_MEBIBYTES,
                Map.of());
    }

    static Figure processor(Figure figure, String said) {
        return new Figure(
                figure.name(), figure.what(), figure.value(), figure.unit(), figure.target(), Map.of("had", said));
    }

    private static ServiceFigures anonymiser(Continuum continuum) {
        return continuum.report().services().stream()
                .filter(service -> service.name().equals(ServiceCatalogue.VIDEO_ANONYMISER.label()))
                .findFirst()
                .orElseThrow();
    }
}
