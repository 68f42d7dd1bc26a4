/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * How far something has come and how long it will still take: a bar rewritten in place on a terminal, a line every tenth
 * elsewhere. Used by one thread.
 */
final class ProgressLine implements AutoCloseable {
    private static final int BAR = 30;
    private static final long REWRITE_NANOS = Duration.ofMillis(200).toNanos();
    private static final double STEP_ELSEWHERE = 0.1;

    private final PrintStream out;
    private final String what;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long shown;
    private double next;
    private boolean open;

    ProgressLine(PrintStream out, String what, boolean terminal) {
        this.out = out;
        this.what = what;
        this.terminal = terminal;
    }

    static ProgressLine on(PrintStream out, String what) {
        return new ProgressLine(out, what, Terminal.isThere());
    }

    /** @param share done, 0 to 1 */
    void show(double share) {
        long now = System.nanoTime();
        if (terminal ? share < 1 && now - shown < REWRITE_NANOS : share < next) {
            return;
        }
        shown = now;
        next = share >= 1 ? Double.MAX_VALUE : (Math.floor(share / STEP_ELSEWHERE) + 1) * STEP_ELSEWHERE;
        String line = line(what, share, Duration.ofNanos(now - started));
        if (terminal) {
            out.print("\r\u001b[2K" + line);
            open = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    static String line(String what, double share, Duration taken) {
        int full = (int) Math.round(BAR * Math.clamp(share, 0, 1));
        Duration rest = Duration.ofNanos((long) (taken.toNanos() * (1 - share) / Math.max(share, 1e-6)));
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f %%%s",
                what,
                "#".repeat(full),
                ".".repeat(BAR - full),
                100 * Math.clamp(share, 0, 1),
                share <= 0 ? "" : share >= 1 ? "  " + time(taken) : "  " + time(rest) + " left");
    }

    private static String time(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Leaves what was shown last standing on a line of its own. */
    @Override
    public void close() {
        if (open) {
            out.println();
            out.flush();
            open = false;
        }
    }
}
