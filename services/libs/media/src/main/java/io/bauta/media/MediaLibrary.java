/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media;

import io.bauta.media.ffmpeg.FfmpegLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * Facts about the FFmpeg that is loaded. The natives unpack on first use into a cache folder of the user; on a machine
 * with a read-only home set the system property {@code org.bytedeco.javacpp.cachedir} to a writable folder. Thread-safe.
 */
public final class MediaLibrary {
    /** Each is a library of its own. */
    private static final List<Class<?>> PARTS =
            List.of(avutil.class, swresample.class, avcodec.class, avformat.class, swscale.class);

    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private MediaLibrary() {}

    /**
     * Loads the natives; everything else here does so by itself, calling it early only moves the cost. Where it is interrupted it
     * goes on, and the caller stays interrupted: classes whose natives were broken off are of no use to anybody in this process.
     *
     * @throws MediaException if this platform's natives are missing or cannot be unpacked
     */
    public static synchronized void load() {
        if (LOADED.get()) {
            return;
        }
        // JavaCPP refuses allocations when the whole process outgrows a bound derived from the heap's size, and keeps
        // a phantom reference per pointer. Here the heap says nothing about the natives, and all is closed by hand.
        setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setUnlessSet("org.bytedeco.javacpp.nopointergc", "true");
        try {
            // Unpacking ends at once on a thread that is interrupted, so it is done by one that nobody knows.
            CompletableFuture.runAsync(
                            () -> {
                                PARTS.forEach(Loader::load);
                                FfmpegLog.install();
                            },
                            task -> Thread.ofPlatform().daemon().name("ffmpeg").start(task))
                    .join();
            LOADED.set(true);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof LinkageError broken)) {
                throw e;
            }
            throw new MediaException(
                    "FFmpeg's natives for " + Loader.getPlatform()
                            + " cannot be loaded: put the ffmpeg and javacpp jars"
                            + " of that platform on the class path, and let org.bytedeco.javacpp.cachedir name a folder"
                            + " that can be written to (" + broken.getMessage() + ")",
                    broken);
        }
    }

    /** FFmpeg's version. */
    public static String version() {
        load();
        return avutil.av_version_info().getString();
    }

    /** FFmpeg's licence as it states it itself: {@code LGPL version 3 or later}. */
    public static String licence() {
        load();
        return avutil.avutil_license().getString();
    }

    /** The switches FFmpeg was built with; {@code --enable-gpl} is never among them. */
    public static String configuration() {
        load();
        return avutil.avutil_configuration().getString();
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
