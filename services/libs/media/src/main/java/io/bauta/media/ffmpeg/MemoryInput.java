/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A byte array as FFmpeg's input. Close it after the format context that reads it. Not thread-safe. */
public final class MemoryInput implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final Read READ = new Read();
    private static final Seek SEEK = new Seek();

    private final byte[] media;
    private final Handle<MemoryInput> handle = new Handle<>(this);
    private final AVIOContext context;
    private int position;

    public MemoryInput(byte[] media) {
        this.media = media;
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER));
        context = avformat.avio_alloc_context(buffer, BUFFER, 0, handle, READ, null, SEEK);
    }

    public AVIOContext context() {
        return context;
    }

    @Override
    public void close() {
        // FFmpeg may have replaced the buffer meanwhile: free the one it has now.
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        handle.release();
    }

    private int read(BytePointer buffer, int size) {
        int count = Math.min(size, media.length - position);
        if (count <= 0) {
            return avutil.AVERROR_EOF;
        }
        buffer.put(media, position, count);
        position += count;
        return count;
    }

    private long seek(long offset, int whence) {
        if ((whence & avformat.AVSEEK_SIZE) != 0) {
            return media.length;
        }
        long target =
                switch (whence & 3) {
                    case 0 -> offset;
                    case 1 -> position + offset;
                    default -> media.length + offset;
                };
        if (target < 0 || target > media.length) {
            return FfmpegError.INVALID_ARGUMENT;
        }
        position = (int) target;
        return target;
    }

    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            MemoryInput input = Handle.find(opaque, MemoryInput.class);
            return input == null ? FfmpegError.IO : input.read(buffer, size);
        }
    }

    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            MemoryInput input = Handle.find(opaque, MemoryInput.class);
            return input == null ? FfmpegError.IO : input.seek(offset, whence);
        }
    }
}
