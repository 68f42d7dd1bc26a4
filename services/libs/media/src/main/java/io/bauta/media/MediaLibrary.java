/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media;

import io.bauta.media.ffmpeg.FfmpegLog;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/**
 * Facts about the FFmpeg that is loaded. The natives unpack on first use into a cache folder of the user; on a machine
 * with a read-only home set the system property {@code org.bytedeco.javacpp.cachedir} to a writable folder. Thread-safe.
 */
public final class MediaLibrary {
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private MediaLibrary() {}

    /**
     * Loads the natives; everything else here does so by itself, calling it early only moves the cost.
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
            Loader.load(avcodec.class);
            FfmpegLog.install();
            LOADED.set(true);
        } catch (LinkageError e) {
            throw new MediaException(
                    "FFmpeg's natives for " + Loader.getPlatform()
                            + " cannot be loaded: put the ffmpeg and javacpp jars"
                            + " of that platform on the class path, and let org.bytedeco.javacpp.cachedir name a folder"
                            + " that can be written to (" + e.getMessage() + ")",
                    e);
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
