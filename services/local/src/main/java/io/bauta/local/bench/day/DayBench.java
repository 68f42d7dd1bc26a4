/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.local.bench.Figure;
import io.bauta.local.continuum.ServiceCatalogue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** A day of street sound in a process with the JVM settings of the audio anonymiser, and what it shows as figures. */
public final class DayBench {
    private static final long TICK_MILLIS = 200;

    private final DoubleConsumer reached;
    private final BooleanSupplier cancelled;

    /**
     * @param reached told how far a day has come, 0 to 1
     * @param cancelled asked several times a second; a day is cut short then, and its figures have no value
     */
    public DayBench(DoubleConsumer reached, BooleanSupplier cancelled) {
        this.reached = reached;
        this.cancelled = cancelled;
    }

    /**
     * @param log where it is written how things stood at each look
     * @throws IOException if the day cannot be played to its end; the log says why
     */
    public List<Figure> measure(DaySettings settings, Path log) throws IOException, InterruptedException {
        if (cancelled.getAsBoolean()) {
            return DayFigures.of(settings.microphones(), Optional.empty());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServiceCatalogue.AUDIO_ANONYMISER.jvmFlags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DayProgram.class.getName()));
        command.addAll(settings.arguments());
        Process day = new ProcessBuilder(command).redirectError(log.toFile()).start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(day.getInputStream(), StandardCharsets.UTF_8))) {
            return DayFigures.of(settings.microphones(), report(day, said, log));
        } finally {
            day.destroy();
        }
    }

    /** Empty if it was cut short. */
    private Optional<DayReport> report(Process day, BufferedReader said, Path log)
            throws IOException, InterruptedException {
        boolean running = true;
        while (running && !cancelled.getAsBoolean()) {
            running = !day.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
            while (said.ready()) {
                String line = said.readLine();
                if (line.startsWith(DayProgram.REPORT)) {
                    return Optional.of(
                            new ObjectMapper().readValue(line.substring(DayProgram.REPORT.length()), DayReport.class));
                }
                reached.accept(Double.parseDouble(line.substring(DayProgram.REACHED.length())));
            }
        }
        // Ctrl-C reaches the day's process too, perhaps before this one knows of it.
        day.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
        if (!cancelled.getAsBoolean()) {
            throw new IOException("the day ended too early, with exit code " + day.exitValue() + "; see " + log);
        }
        return Optional.empty();
    }
}
