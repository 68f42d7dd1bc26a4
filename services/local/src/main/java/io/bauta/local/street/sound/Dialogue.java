/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.sound;

import io.bauta.local.street.truth.SpokenLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Who says what when in a scene. The lines are spread evenly; those that do not fit into a short scene are left out, and
 * a long scene hears them again every 20 seconds or so. Nobody speaks across the scene's joint. Immutable.
 */
public final class Dialogue {
    private static final long ROUND_MICROS = 20_000_000;
    private static final long LEAST_PAUSE_MICROS = 350_000;
    private static final double SYLLABLES_PER_SECOND = 4.2;

    private final List<Cue> cues;

    /** @param inClip the line as it lies in the clip, {@code inScene} as it is heard */
    record Cue(SpokenLine inClip, SpokenLine inScene) {}

    private Dialogue(List<Cue> cues) {
        this.cues = List.copyOf(cues);
    }

    public static Dialogue of(List<SpokenLine> lines, long durationMicros) {
        int rounds = (int) Math.max(1, durationMicros / ROUND_MICROS);
        long round = durationMicros / rounds;
        List<SpokenLine> fitting = fitting(lines, round);
        long spoken = fitting.stream().mapToLong(SpokenLine::durationMicros).sum();
        long pause = (round - spoken) / (fitting.size() + 1);
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            long at = i * round + pause;
            for (SpokenLine line : fitting) {
                cues.add(new Cue(line, line.movedTo(at)));
                at += line.durationMicros() + pause;
            }
        }
        return new Dialogue(cues);
    }

    /** What is said, in the scene's time. */
    public List<SpokenLine> lines() {
        return cues.stream().map(Cue::inScene).toList();
    }

    /** How wide each speaker's mouth is open (0 to 1) at a second of the scene. */
    public Map<String, DoubleUnaryOperator> mouths() {
        Map<String, DoubleUnaryOperator> mouths = new HashMap<>();
        for (Cue cue : cues) {
            String speaker = cue.inScene().speaker();
            mouths.put(speaker, seconds -> openness(speaker, seconds));
        }
        return mouths;
    }

    List<Cue> cues() {
        return cues;
    }

    private double openness(String speaker, double seconds) {
        long now = Math.round(seconds * 1e6);
        boolean speaks = cues.stream()
                .map(Cue::inScene)
                .filter(line -> line.speaker().equals(speaker) && line.startMicros() <= now && now < line.endMicros())
                .flatMap(line -> line.words().stream())
                .anyMatch(word -> word.startMicros() <= now && now < word.endMicros());
        return speaks ? 0.2 + 0.8 * Math.abs(Math.sin(Math.PI * SYLLABLES_PER_SECOND * seconds)) : 0;
    }

    private static List<SpokenLine> fitting(List<SpokenLine> lines, long round) {
        List<SpokenLine> fitting = new ArrayList<>();
        long used = LEAST_PAUSE_MICROS;
        for (SpokenLine line : lines) {
            used += line.durationMicros() + LEAST_PAUSE_MICROS;
            if (used > round) {
                break;
            }
            fitting.add(line);
        }
        return fitting;
    }
}
