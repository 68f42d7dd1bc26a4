/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * FFmpeg's own log, errors only, as {@link System.Logger} lines of the name {@code io.bauta.media.ffmpeg}. Addresses
 * lose user, password and query, bytes of a broken stream that are no text become dots, and long lines are cut; a broken
 * camera may cause an error a frame, so at most a few lines a second get through. The binding formats and filters by
 * level in C, so quiet lines never reach Java.
 */
public final class FfmpegLog extends LogCallback {
    private static final System.Logger LOG = System.getLogger("io.bauta.media.ffmpeg");
    private static final FfmpegLog INSTANCE = new FfmpegLog();

    /** An "@" after a "?" may end a password or stand in a query: nothing is left of such an address. */
    private static final Pattern UNCLEAR = Pattern.compile("://[^\\s?]*\\?\\S*@\\S*");

    /** Up to the last "@", as a password may hold "/" and "@" itself. */
    private static final Pattern CREDENTIALS = Pattern.compile("://\\S*@");

    private static final Pattern QUERY = Pattern.compile("\\?[^\\s'\"]+");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Co}\\p{Cn}\uFFFD]");
    private static final int LONGEST_LINE = 300;
    private static final int LINES_A_SECOND = 3;

    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger lines = new AtomicInteger();

    private FfmpegLog() {}

    /** Takes FFmpeg's log over; to be called once, before anything else of FFmpeg. */
    public static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        avutil.setLogCallback(INSTANCE);
    }

    /** A line without user, password, query and what is no text. */
    static String masked(String line) {
        String clear = UNCLEAR.matcher(line).replaceAll("://***");
        String masked =
                QUERY.matcher(CREDENTIALS.matcher(clear).replaceAll("://***@")).replaceAll("?***");
        String text = NO_TEXT.matcher(masked.strip()).replaceAll(".");
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
    }

    @Override
    public void call(int level, BytePointer line) {
        if (level <= avutil.AV_LOG_ERROR && LOG.isLoggable(System.Logger.Level.WARNING) && admitted()) {
            LOG.log(System.Logger.Level.WARNING, "ffmpeg: {0}", masked(line.getString()));
        }
    }

    private boolean admitted() {
        long now = System.nanoTime() / 1_000_000_000L;
        if (second.getAndSet(now) != now) {
            lines.set(0);
        }
        return lines.incrementAndGet() <= LINES_A_SECOND;
    }
}
