/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What one process has used so far.
 *
 * @param cpuSeconds processor time, user and system
 * @param rssBytes memory it holds now, as far as the system tells (Linux)
 * @param rssBytesMax the most memory it has held (Linux)
 */
public record ProcessUsage(double cpuSeconds, OptionalLong rssBytes, OptionalLong rssBytesMax) {
    private static final long KIBIBYTE = 1024;

    public static ProcessUsage of(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        double cpu = process.info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(nanos -> nanos / 1e9)
                .orElse(0.0);
        try {
            String text = Files.readString(status);
            return new ProcessUsage(cpu, field(text, "VmRSS:"), field(text, "VmHWM:"));
        } catch (IOException endedOrNotLinux) {
            return new ProcessUsage(cpu, OptionalLong.empty(), OptionalLong.empty());
        }
    }

    public static ProcessUsage ofThisProcess() {
        return of(ProcessHandle.current());
    }

    /** A line of proc(5) status, {@code VmHWM:  123456 kB}, in bytes. */
    static OptionalLong field(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(digits -> Long.parseLong(digits) * KIBIBYTE)
                .findFirst();
    }
}
