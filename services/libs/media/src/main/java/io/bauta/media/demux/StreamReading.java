/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.media.ffmpeg.ParameterBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Turns FFmpeg's packets of one stream into ours. Not thread-safe. */
final class StreamReading {
    private static final int SKIP_SAMPLES_BYTES = 10;

    private final SourceStream stream;
    private final StreamTimes times;
    private final AVCodecParameters parameters;
    private Optional<byte[]> configuration;

    StreamReading(SourceStream stream, StreamTimes times, AVCodecParameters parameters) {
        this.stream = stream;
        this.parameters = parameters;
        this.times = times;
        this.configuration = stream.codecConfiguration();
    }

    /** Copies a packet; empty if it is to be dropped. Counts what it goes through. */
    Optional<Packet> read(AVPacket packet, int maxBytes, SourceCounts counts) {
        times.take(packet);
        boolean annotated = packet.side_data_elems() > 0;
        if (annotated) {
            sideData(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA)
                    .ifPresent(bytes -> configuration = ParameterBlock.of(stream.codec(), parameters, bytes));
        }
        int size = packet.size();
        if (size <= 0) {
            counts.empty();
            return Optional.empty();
        }
        if (size > maxBytes) {
            counts.oversized();
            return Optional.empty();
        }
        counts.delivered((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0, times.repaired());
        byte[] data = new byte[size];
        packet.data().get(data);
        ByteBuffer trim = annotated ? trim(packet) : null;
        return Optional.of(new Packet(
                stream.index(),
                stream.kind(),
                times.pts(),
                times.dts(),
                times.duration(),
                (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0,
                trim == null ? 0 : trim.getInt(0),
                trim == null ? 0 : trim.getInt(4),
                configuration,
                data));
    }

    /** AV_PKT_DATA_SKIP_SAMPLES: two little-endian 32-bit numbers, samples to drop before and after. */
    private static ByteBuffer trim(AVPacket packet) {
        return sideData(packet, avcodec.AV_PKT_DATA_SKIP_SAMPLES)
                .filter(bytes -> bytes.length >= SKIP_SAMPLES_BYTES)
                .map(bytes -> ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))
                .orElse(null);
    }

    private static Optional<byte[]> sideData(AVPacket packet, int type) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = avcodec.av_packet_get_side_data(packet, type, size);
            if (data == null || data.isNull() || size.get() == 0) {
                return Optional.empty();
            }
            byte[] bytes = new byte[(int) size.get()];
            data.get(bytes);
            return Optional.of(bytes);
        }
    }
}
