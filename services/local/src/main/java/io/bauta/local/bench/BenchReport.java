/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import java.util.List;
import java.util.Locale;

/**
 * All that was measured. Its JSON form is what {@code --json} writes; fields are added to it, never renamed.
 *
 * @param figures in the order they were measured
 * @param cores processors of this machine
 * @param loadBefore how many tasks wanted a processor in the minute before, as the system tells it; negative where it does
 *     not. Much above 0 means that others were at work and times are too long
 * @param build version and commit
 */
public record BenchReport(List<Figure> figures, int cores, double loadBefore, String build) {
    public BenchReport {
        figures = List.copyOf(figures);
    }

    /** Whether every promise measured here is kept. */
    public boolean allMet() {
        return figures.stream().allMatch(Figure::met);
    }

    /** As a person reads it. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%-26s %10s %-4s %10s  %-6s %s%n", "figure", "measured", "", "at most", "", "what"));
        for (Figure figure : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-26s %10s %-4s %10s  %-6s %s%n",
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    number(figure.target()),
                    figure.target() == null ? "" : figure.met() ? "met" : "MISSED",
                    figure.what()));
            figure.details()
                    .forEach((name, value) -> text.append(String.format(
                            Locale.ROOT, "    %s %s%n", name, value instanceof Double d ? number(d) : value)));
        }
        text.append(
                String.format(Locale.ROOT, "%d processors, load before %.1f, build %s%n", cores, loadBefore, build));
        return text.toString();
    }

    private static String number(Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
