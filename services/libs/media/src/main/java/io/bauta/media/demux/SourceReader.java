/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.demux.SourceException.Kind;
import io.bauta.media.ffmpeg.FfmpegError;
import io.bauta.media.ffmpeg.Interrupt;
import io.bauta.media.ffmpeg.MemoryInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Reads compressed packets from a file, {@code rtsp://} (over TCP), MJPEG over {@code http://}, or a byte array. Used by
 * one thread, except {@link #close()}, which may be called by any and interrupts a read at once. Interrupting the
 * reading thread ends opening and reading too, but for media in memory, where nothing is waited for.
 */
public final class SourceReader implements AutoCloseable {
    /** So many unreadable packets in a row are no longer a damaged spot but the end. */
    private static final int HOPELESS = 1000;

    private static final long AGAIN_NANOS = 1_000_000;

    private final String name;
    private final SourceOptions options;
    private final Interrupt interrupt;
    private final MemoryInput memory;
    private final AVFormatContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final List<SourceStream> streams;
    private final Map<Integer, StreamReading> readings = new HashMap<>();
    private final SourceCounts counts = new SourceCounts();
    private final ReentrantLock reading = new ReentrantLock();
    private boolean closed;

    SourceReader(
            String name,
            SourceOptions options,
            Interrupt interrupt,
            MemoryInput memory,
            AVFormatContext context,
            List<SourceStream> streams) {
        this.name = name;
        this.options = options;
        this.interrupt = interrupt;
        this.memory = memory;
        this.context = context;
        this.streams = streams;
        long start = context.start_time();
        long origin = start == avutil.AV_NOPTS_VALUE ? 0 : start;
        for (SourceStream stream : streams) {
            AVStream opened = context.streams(stream.index());
            StreamTimes times = new StreamTimes(opened.time_base(), origin, stream.framesPerSecond());
            readings.put(stream.index(), new StreamReading(stream, times, opened.codecpar()));
        }
    }

    /**
     * Opens a source and finds out its streams.
     *
     * @throws SourceException with the reason; nothing is left open
     */
    public static SourceReader open(SourceLocation location, SourceOptions options) {
        return SourceOpening.open(location, options);
    }

    /**
     * Opens media that are in memory already, such as one chunk.
     *
     * @param media read, not copied; not to be changed until closed
     * @throws SourceException if they are no media
     */
    public static SourceReader open(byte[] media) {
        return SourceOpening.open(media, SourceOptions.defaults());
    }

    /** The picture and sound streams; never empty. */
    public List<SourceStream> streams() {
        return streams;
    }

    /** The first stream of a kind. */
    public Optional<SourceStream> stream(StreamKind kind) {
        return streams.stream().filter(stream -> stream.kind() == kind).findFirst();
    }

    /** How long the source is, in microseconds, as its container says; empty for live sources. */
    public OptionalLong durationMicros() {
        reading.lock();
        try {
            return closed || context.duration() <= 0 ? OptionalLong.empty() : OptionalLong.of(context.duration());
        } finally {
            reading.unlock();
        }
    }

    /**
     * Waits for the next packet.
     *
     * @return empty at the regular end; a live source that hangs up politely ends regularly too
     * @throws SourceException if the source breaks off, does not answer in time or is closed meanwhile
     */
    public Optional<Packet> next() {
        reading.lock();
        try {
            if (closed) {
                throw new SourceException(Kind.CLOSED, name + ": is closed");
            }
            interrupt.allow(options.readTimeout());
            return readOn();
        } finally {
            reading.unlock();
        }
    }

    private Optional<Packet> readOn() {
        int unreadable = 0;
        while (true) {
            int code = avformat.av_read_frame(context, packet);
            if (code == avutil.AVERROR_EOF) {
                return end();
            }
            if (code == FfmpegError.AGAIN && !interrupt.ends()) {
                LockSupport.parkNanos(AGAIN_NANOS);
            } else if (code == avutil.AVERROR_INVALIDDATA && ++unreadable < HOPELESS) {
                counts.corrupt();
            } else if (code < 0) {
                throw SourceFailure.reading(name, code, interrupt, options.readTimeout());
            } else {
                Optional<Packet> taken = take();
                if (taken.isPresent()) {
                    return taken;
                }
            }
        }
    }

    private Optional<Packet> take() {
        try {
            StreamReading stream = readings.get(packet.stream_index());
            return stream == null ? Optional.empty() : stream.read(packet, options.maxPacketBytes(), counts);
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    /** FFmpeg reports many broken inputs as ended; the input itself knows better. */
    private Optional<Packet> end() {
        int fault =
                context.pb() == null || context.pb().isNull() ? 0 : context.pb().error();
        if ((fault < 0 && fault != avutil.AVERROR_EOF) || interrupt.isShut() || interrupt.isExpired()) {
            throw SourceFailure.reading(name, fault, interrupt, options.readTimeout());
        }
        return Optional.empty();
    }

    /** What it has gone through so far; any thread. */
    public SourceStatistics statistics() {
        return counts.snapshot();
    }

    @Override
    public void close() {
        interrupt.shut();
        reading.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            avcodec.av_packet_free(packet);
            avformat.avformat_close_input(context);
            if (memory != null) {
                memory.close();
            }
            interrupt.close();
        } finally {
            reading.unlock();
        }
    }
}
