/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bauta.audioanonymiser.hearing.VoiceModel;
import io.bauta.inference.ModelFile;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Plays a day in a process of its own, so that its memory is that of the sound's way and of nothing else. Says how far it
 * has come on its standard output, and at its end what it found; to its standard error goes how things stood at every look.
 */
public final class DayProgram {
    /** Begins a line with a number from 0 to 1. */
    static final String REACHED = "reached ";
    /** Begins the line with the report. */
    static final String REPORT = "report ";

    private DayProgram() {}

    /** @param arguments as {@link DaySettings} writes them */
    public static void main(String[] arguments) throws IOException {
        DaySettings settings = DaySettings.of(arguments);
        SpokenLines lines =
                settings.speech().isPresent() ? SpokenLines.of(settings.speech().get()) : SpokenLines.drawn();
        double hours = settings.seconds() / 3600.0;
        try (VoiceModel voice = VoiceModel.open(ModelFile.exported(settings.model()))) {
            DayRun run = new DayRun(settings, voice, (look, speech) -> {
                System.err.println(line(look, speech));
                System.out.println(REACHED + look.hours() / hours);
                endIfNobodyListens(System.out);
            });
            System.out.println(REPORT + new ObjectMapper().writeValueAsString(run.play(lines)));
        }
    }

    /** How things stand; numbers only. */
    static String line(MemoryWatch.Look look, SpeechTally.Counts speech) {
        return String.format(
                Locale.ROOT,
                "%.3f h: heap %.2f MiB, rss %.1f MB, segments %d, leaked %d, missed %d",
                look.hours(),
                look.heapBytes() / (double) (1 << 20),
                look.rssBytes() / 1e6,
                speech.segments(),
                speech.leaked(),
                speech.missed());
    }

    /** Whoever started this may have been killed; nobody should go on for hours then. */
    private static void endIfNobodyListens(PrintStream out) {
        if (out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
    }
}
