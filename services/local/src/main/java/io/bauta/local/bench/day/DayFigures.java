/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import io.bauta.local.bench.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A day's report as figures, each beside what is promised. */
final class DayFigures {
    /** Megabytes, not mebibytes. */
    static final double MOST_MEGABYTES = 300;
    /** A run of 24 hours may not grow by more than an hour may in the tests. */
    static final double MOST_GROWN_MEBIBYTES = 8;

    static final double MOST_MILLIS = 50;
    static final double MOST_OPEN_PERCENT = 1;

    private static final double MEBIBYTE = 1 << 20;
    private static final double MEGABYTE = 1e6;

    private final String many;
    private final Optional<DayReport> report;

    private DayFigures(int microphones, Optional<DayReport> report) {
        this.many = microphones == 1 ? "" : " (" + microphones + ")";
        this.report = report;
    }

    /** @param report empty if the day was cut short: nothing has a value then */
    static List<Figure> of(int microphones, Optional<DayReport> report) {
        DayFigures figures = new DayFigures(microphones, report);
        return List.of(
                figures.drift(),
                figures.leaked(),
                figures.open(),
                figures.altered(),
                figures.memory(),
                figures.grown(),
                figures.processor());
    }

    private Figure drift() {
        return figure(
                "drift",
                "samples too many or too few, and chunks at another time or of another length than due",
                "",
                0.0,
                day -> Math.abs(day.time().samplesOut() - day.time().samplesIn())
                        + (double) day.time().misplaced(),
                day -> Map.of(
                        "samplesIn", day.time().samplesIn(),
                        "samplesOut", day.time().samplesOut(),
                        "chunks", day.time().chunks(),
                        "farthestRestartSeconds", day.farthestRestartSeconds()));
    }

    private Figure leaked() {
        return figure(
                "leaked",
                "segments of speech with 240 ms of clear speech or more untouched in one piece",
                "",
                0.0,
                day -> day.speech().segments() == 0
                        ? null
                        : (double) day.speech().leaked(),
                day -> Map.of(
                        "segments", day.speech().segments(),
                        "missedWholly", day.speech().missed(),
                        "faintSegments", day.speech().faint()));
    }

    private Figure open() {
        return figure(
                "open",
                "clear speech that passed untouched, of its 20 ms hops",
                "%",
                MOST_OPEN_PERCENT,
                day -> share(day.speech().openHops(), day.speech().clearHops()),
                day -> Map.of(
                        "clearHops", day.speech().clearHops(),
                        "openHops", day.speech().openHops()));
    }

    private Figure altered() {
        return figure(
                "altered",
                "samples changed where nobody speaks; all others are as they were, to the bit",
                "%",
                null,
                day -> share(
                        day.speech().quietSamples() - day.speech().quietKept(),
                        day.speech().quietSamples()),
                day -> Map.of("samples", day.speech().quietSamples()));
    }

    private Figure memory() {
        return figure(
                "memory",
                "the most memory (RSS) of a process with the sound's whole way, without Kafka and HTTP",
                "MB",
                MOST_MEGABYTES,
                day -> day.rssBytesMost() == 0 ? null : day.rssBytesMost() / MEGABYTE,
                day -> Map.of(
                        "warmMB", day.warm().getFirst().rssBytes() / MEGABYTE,
                        "endMB", day.warm().getLast().rssBytes() / MEGABYTE,
                        "growsMBAnHour", MemoryWatch.risePerHour(day.warm(), look -> look.rssBytes() / MEGABYTE)));
    }

    private Figure grown() {
        return figure(
                "heap",
                "heap alive at the end, beyond what it was once warm",
                "MiB",
                MOST_GROWN_MEBIBYTES,
                day -> (day.warm().getLast().heapBytes() - day.warm().getFirst().heapBytes()) / MEBIBYTE,
                day -> Map.of(
                        "warmMiB", day.warm().getFirst().heapBytes() / MEBIBYTE,
                        "endMiB", day.warm().getLast().heapBytes() / MEBIBYTE,
                        "growsMiBAnHour", MemoryWatch.risePerHour(day.warm(), look -> look.heapBytes() / MEBIBYTE)));
    }

    private Figure processor() {
        return figure(
                "processor",
                "processor time of a second of one microphone's sound, compiler and collector included",
                "ms",
                MOST_MILLIS,
                day -> 1000 * (day.laneSeconds() + day.besideSeconds()) / day.soundSeconds(),
                day -> Map.of(
                        "laneMillis", 1000 * day.laneSeconds() / day.soundSeconds(),
                        "hoursOfSound", day.soundSeconds() / 3600));
    }

    private Figure figure(
            String name,
            String what,
            String unit,
            Double target,
            Function<DayReport, Double> value,
            Function<DayReport, Map<String, Object>> details) {
        return new Figure(
                "day " + name + many,
                what,
                report.map(value).orElse(null),
                unit,
                target,
                report.map(details).orElseGet(TreeMap::new));
    }

    private static Double share(long some, long all) {
        return all == 0 ? null : 100.0 * some / all;
    }
}
