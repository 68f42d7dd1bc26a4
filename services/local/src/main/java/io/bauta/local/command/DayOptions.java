/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.bench.Figure;
import io.bauta.local.bench.day.DayBench;
import io.bauta.local.bench.day.DaySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What {@code bench --only day} plays. Filled in by picocli. */
final class DayOptions {
    private static final double LONGEST_HOURS = 24 * 7;
    private static final int MOST_MICROPHONES = 64;

    @Option(names = "--hours", paramLabel = "N")
    private double hours = 1;

    @Option(names = "--microphones", paramLabel = "N,N", split = ",")
    private List<Integer> microphones = List.of(1);

    @Option(names = "--voice", paramLabel = "METHOD")
    private String voice = VoiceMethod.GARBLE.label();

    @Option(names = "--speech", paramLabel = "FOLDER")
    private Optional<Path> speech = Optional.empty();

    /** @throws Refusal if what is asked for makes no sense */
    void check() {
        if (!(hours > 0 && hours <= LONGEST_HOURS)) {
            throw new Refusal(ExitCode.USAGE, "--hours " + hours + " is no length; give more than 0, at most a week");
        }
        for (int count : microphones) {
            if (count < 1 || count > MOST_MICROPHONES) {
                throw new Refusal(ExitCode.USAGE, "--microphones " + count + "; give 1 to " + MOST_MICROPHONES);
            }
        }
        method();
        if (speech.isPresent() && !Files.isDirectory(speech.get())) {
            throw new Refusal(ExitCode.LACKING, "--speech " + speech.get() + " is no folder");
        }
    }

    private VoiceMethod method() {
        List<VoiceMethod> hearing =
                Arrays.stream(VoiceMethod.values()).filter(VoiceMethod::hears).toList();
        return hearing.stream()
                .filter(method -> method.label().equals(voice))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ExitCode.USAGE,
                        "--voice " + voice + " does not hear speech; give "
                                + hearing.stream().map(VoiceMethod::label).collect(Collectors.joining(", "))));
    }

    /**
     * A day for each number of microphones.
     *
     * @param model folder of the voice model
     * @param logs where it is written how things stood
     * @throws Refusal if a day breaks off; it names the log that says why
     */
    List<Figure> measure(Path model, Path logs, BooleanSupplier cancelled) throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (int count : microphones) {
            Path log = logs.resolve("day-" + count + ".log");
            System.err.printf(
                    "day: %s h of a street, %d microphones, %s; how it stands is in %s%n", hours, count, voice, log);
            int seconds = (int) Math.max(1, Math.round(hours * 3600));
            PrintStream out = System.err;
            try (ProgressLine progress = ProgressLine.on(out, "day")) {
                figures.addAll(new DayBench(progress::show, cancelled)
                        .measure(new DaySettings(seconds, method(), count, model, speech), log));
            } catch (IOException e) {
                throw new Refusal(ExitCode.FAILED, "day: " + e.getMessage());
            }
        }
        return figures;
    }
}
