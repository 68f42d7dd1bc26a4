/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends blocking calls of one format context: when a deadline passes, when it is shut, and where something may be waited
 * for when the thread at work is interrupted. {@link #shut()} may be called by any thread; the rest belongs to the thread
 * at work.
 */
public final class Interrupt implements AutoCloseable {
    private static final AVIOInterruptCB.Callback_Pointer ASK = new Ask();

    private final Handle<Interrupt> handle = new Handle<>(this);
    private final boolean waits;
    private volatile boolean shut;
    private volatile long deadlineNanos;
    private volatile boolean expired;
    private volatile boolean threadInterrupted;

    private Interrupt(boolean waits) {
        this.waits = waits;
    }

    /** For a file or a network, which may keep a thread waiting. */
    public static Interrupt whereOneWaits() {
        return new Interrupt(true);
    }

    /** For what is in memory: work that only takes its time is not broken off because its thread is wanted elsewhere. */
    public static Interrupt whereNobodyWaits() {
        return new Interrupt(false);
    }

    /** Puts it in charge of a context that is not opened yet. */
    public void guard(AVFormatContext context) {
        context.interrupt_callback().callback(ASK);
        context.interrupt_callback().opaque(handle);
    }

    /** Gives the call that follows so much time. */
    public void allow(Duration time) {
        expired = false;
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** Ends the call in progress and every later one. */
    public void shut() {
        shut = true;
    }

    /** Whether calls end because somebody wants them to, not because time ran out. */
    public boolean isShut() {
        return shut || threadInterrupted;
    }

    /** Whether the last call ran out of time. */
    public boolean isExpired() {
        return expired;
    }

    @Override
    public void close() {
        shut = true;
        handle.release();
    }

    /** Whether the call in progress has to end now; FFmpeg asks this, and so may a loop around its calls. */
    public boolean ends() {
        if (shut) {
            return true;
        }
        if (waits && Thread.currentThread().isInterrupted()) {
            threadInterrupted = true;
            return true;
        }
        if (System.nanoTime() - deadlineNanos > 0) {
            expired = true;
            return true;
        }
        return false;
    }

    private static final class Ask extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            Interrupt interrupt = Handle.find(opaque, Interrupt.class);
            return interrupt == null || interrupt.ends() ? 1 : 0;
        }
    }
}
