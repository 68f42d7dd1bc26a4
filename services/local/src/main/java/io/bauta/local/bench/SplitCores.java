/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One processor for a process that is measured, the others for everything else: this process and whatever it starts from now
 * on. Needs {@code taskset} and two processors; without them nothing is split, and {@link #said} tells. Closing it gives this
 * process all processors back.
 */
final class SplitCores implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "Cpus_allowed_list:";
    private static final long LIMIT_SECONDS = 10;

    private final List<Integer> all;
    private final String said;
    private final boolean split;

    private SplitCores(List<Integer> all, boolean split, String said) {
        this.all = all;
        this.split = split;
        this.said = said;
    }

    static SplitCores split() throws IOException {
        List<Integer> all = Files.isReadable(STATUS) ? allowed(Files.readString(STATUS)) : List.of();
        if (all.size() < 2) {
            return new SplitCores(all, false, "not alone: there are no two processors to split");
        }
        if (!pin(all.subList(0, all.size() - 1))) {
            return new SplitCores(all, false, "not alone: taskset is missing or may not do it");
        }
        return new SplitCores(all, true, "processor " + all.getLast() + " alone");
    }

    /** What the measured process's command is handed to; empty where nothing was split. */
    List<String> alone() {
        return split ? List.of("taskset", "-c", all.getLast().toString()) : List.of();
    }

    /** Which processor the measured process has, in words. */
    String said() {
        return said;
    }

    /** A list of proc(5) status such as {@code 0-2,5}. */
    static List<Integer> allowed(String status) {
        List<Integer> processors = new ArrayList<>();
        status.lines()
                .filter(line -> line.startsWith(FIELD))
                .flatMap(line -> List.of(line.substring(FIELD.length()).strip().split(",")).stream())
                .forEach(range -> {
                    String[] ends = range.split("-");
                    for (int one = Integer.parseInt(ends[0]); one <= Integer.parseInt(ends[ends.length - 1]); one++) {
                        processors.add(one);
                    }
                });
        return processors;
    }

    /** All threads of this process; what is started later inherits it. */
    private static boolean pin(List<Integer> processors) {
        String list = String.join(",", processors.stream().map(String::valueOf).toList());
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", list, self)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return taskset.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && taskset.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (split) {
            pin(all);
        }
    }
}
