/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg's output into memory that grows as needed, without a temporary file and without calls back to Java. */
public final class DynamicOutput implements AutoCloseable {
    private final AVIOContext context = new AVIOContext(null);
    private boolean open;

    /** @throws IllegalStateException if there is no memory at all */
    public DynamicOutput() {
        int code = avformat.avio_open_dyn_buf(context);
        if (code < 0) {
            throw new IllegalStateException("no memory for output (" + FfmpegError.text(code) + ")");
        }
        open = true;
    }

    public AVIOContext context() {
        return context;
    }

    /** Ends the output and gives what was written. */
    public byte[] finish() {
        open = false;
        BytePointer written = new BytePointer((BytePointer) null);
        int size = avformat.avio_close_dyn_buf(context, written);
        byte[] bytes = new byte[Math.max(size, 0)];
        if (!written.isNull()) {
            written.get(bytes);
            avutil.av_free(written);
        }
        return bytes;
    }

    @Override
    public void close() {
        if (open) {
            finish();
        }
    }
}
