/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.report;

import io.bauta.local.observation.SensorFigures;
import java.util.Locale;
import java.util.stream.Collectors;

/** The summary of a run as a person reads it. */
public final class SummaryTable {
    private static final double MEBIBYTE = 1 << 20;
    private final StringBuilder text = new StringBuilder();

    private SummaryTable() {}

    public static String of(RunReport report) {
        SummaryTable table = new SummaryTable();
        table.sensors(report);
        table.services(report);
        table.line("");
        table.line(
                "%.0f s; first released chunk after %s; edge broker: %d topics, fog broker: %d, raw on the fog: %s",
                report.seconds(),
                report.firstReleasedMs() == null ? "– (none)" : seconds(report.firstReleasedMs()),
                report.edgeTopics().size(),
                report.fogTopics().size(),
                report.fogTopics().stream().anyMatch(topic -> topic.startsWith("raw.")) ? "YES" : "none");
        if (report.inFlight()) {
            table.line("Some chunks had not reached the fog broker yet when the run ended.");
        }
        return table.text.toString();
    }

    private void sensors(RunReport report) {
        line(
                "%-24s %-6s %9s %9s %9s %7s %5s %5s %9s %9s",
                "sensor", "kind", "received", "released", "withheld", "at fog", "gaps", "twice", "p50 ms", "p99 ms");
        for (SensorFigures sensor : report.sensors()) {
            line(
                    "%-24s %-6s %9d %9d %9d %7d %5d %5d %9s %9s",
                    sensor.id(),
                    sensor.kind(),
                    sensor.received(),
                    sensor.released(),
                    sensor.received() - sensor.released(),
                    sensor.chunksAtFog(),
                    sensor.gaps(),
                    sensor.duplicates(),
                    orDash(sensor.latencyMs().p50()),
                    orDash(sensor.latencyMs().p99()));
            if (!sensor.withheld().isEmpty()) {
                line(
                        "    withheld: %s",
                        sensor.withheld().entrySet().stream()
                                .map(reason -> reason.getKey() + " " + reason.getValue())
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        line("");
    }

    private void services(RunReport report) {
        line("%-24s %8s %9s %12s %9s %9s", "service", "pid", "CPU s", "max MiB", "start ms", "restarts");
        for (RunReport.ServiceFigures service : report.services()) {
            line(
                    "%-24s %8d %9.1f %12s %9s %9d",
                    service.name(),
                    service.pid(),
                    service.cpuSeconds(),
                    service.rssBytesMax() == null
                            ? "–"
                            : String.format(Locale.ROOT, "%.0f", service.rssBytesMax() / MEBIBYTE),
                    orDash(service.startMs()),
                    service.restarts());
        }
    }

    private static String orDash(Long number) {
        return number == null ? "–" : number.toString();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
