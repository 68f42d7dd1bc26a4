/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes the quick starts: plays a short scene through a whole continuum that notes what it loads and which methods run
 * hot, then turns each service's notes into its cache. Notes are deleted afterwards: they are of no further use.
 */
public final class QuickStartRecorder {
    private static final Duration LONGEST_SCENE = Duration.ofMinutes(5);
    private static final long LONGEST_CREATION_SECONDS = 180;
    private static final long TICK_MILLIS = 100;

    private final ContinuumPlan plan;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    /** @param plan with sources that come to an end by themselves */
    public QuickStartRecorder(ContinuumPlan plan) {
        this.plan = plan;
    }

    /**
     * Blocks until all is done; leaves nothing running.
     *
     * @param cancelled asked now and then
     * @param progress told one line a step
     * @return the services that have a quick start now
     */
    public List<String> record(BooleanSupplier cancelled, Consumer<String> progress)
            throws IOException, InterruptedException {
        forget();
        try {
            play(cancelled);
            List<String> made = new ArrayList<>();
            for (ServiceCatalogue service : ServiceCatalogue.values()) {
                if (!cancelled.getAsBoolean() && create(service)) {
                    made.add(service.label());
                    progress.accept(service.label());
                }
            }
            return made;
        } finally {
            for (ServiceCatalogue service : ServiceCatalogue.values()) {
                Files.deleteIfExists(QuickStarts.recording(service, jar(service)));
            }
        }
    }

    private void play(BooleanSupplier cancelled) throws IOException, InterruptedException {
        try (Continuum continuum = Continuum.start(plan, new QuickStarts(QuickStarts.Mode.RECORD))) {
            while (continuum.age().compareTo(LONGEST_SCENE) < 0 && !cancelled.getAsBoolean() && !continuum.finished()) {
                continuum.tend();
                Thread.sleep(TICK_MILLIS);
            }
            continuum.stop();
        }
    }

    private boolean create(ServiceCatalogue service) throws IOException, InterruptedException {
        Optional<List<String>> command = QuickStarts.creation(java, service, jar(service));
        if (command.isEmpty()) {
            return false;
        }
        Path log = plan.home().logs().resolve(service.label() + ".quick-start.log");
        Process creation = new ProcessBuilder(command.get())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try {
            if (creation.waitFor(LONGEST_CREATION_SECONDS, TimeUnit.SECONDS) && creation.exitValue() == 0) {
                return true;
            }
        } finally {
            creation.destroyForcibly();
        }
        Files.deleteIfExists(QuickStarts.cache(service, jar(service)));
        return false;
    }

    private void forget() throws IOException {
        for (ServiceCatalogue service : ServiceCatalogue.values()) {
            Files.deleteIfExists(QuickStarts.recording(service, jar(service)));
            Files.deleteIfExists(QuickStarts.cache(service, jar(service)));
        }
    }

    private Path jar(ServiceCatalogue service) {
        return plan.root().resolve(service.jar());
    }
}
