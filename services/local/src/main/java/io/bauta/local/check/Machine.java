/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.check;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import io.bauta.local.home.HomeFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How much of this machine there is to use.
 *
 * @param cores processors
 * @param availableMemoryBytes memory that new processes can have
 * @param freeDiskBytes free space where the state goes
 */
public record Machine(int cores, long availableMemoryBytes, long freeDiskBytes) {
    private static final long MEBIBYTE = 1 << 20;
    /** Eight JVMs and the launcher, measured, with a little air. */
    public static final long NEEDED_MEMORY_BYTES = 1_700 * MEBIBYTE;
    /** Raw media of a minute, and some hours of anonymised media. */
    public static final long NEEDED_DISK_BYTES = 1_536 * MEBIBYTE;

    public static Machine here(HomeFolder home) throws IOException {
        return new Machine(Runtime.getRuntime().availableProcessors(), availableMemory(), freeDisk(home.path()));
    }

    /** @throws Refusal in one line, if there is too little */
    public void requireEnoughIn(HomeFolder home) {
        if (availableMemoryBytes < NEEDED_MEMORY_BYTES) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "too little memory: " + mebibytes(availableMemoryBytes) + " are free and "
                            + mebibytes(NEEDED_MEMORY_BYTES) + " are needed; close other programs");
        }
        if (freeDiskBytes < NEEDED_DISK_BYTES) {
            throw new Refusal(
                    ExitCode.LACKING,
                    "too little disk: " + mebibytes(freeDiskBytes) + " are free in " + home.path() + " and "
                            + mebibytes(NEEDED_DISK_BYTES)
                            + " are needed; make room or give another folder with --home");
        }
    }

    public static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes / MEBIBYTE);
    }

    private static long freeDisk(Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }

    /** What Linux says is available, but never more than a container is given; elsewhere the whole memory. */
    private static long availableMemory() {
        long given =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize()
                        : Long.MAX_VALUE;
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .map(available -> Math.min(available, given))
                    .findFirst()
                    .orElse(given);
        } catch (IOException notLinux) {
            return given;
        }
    }
}
