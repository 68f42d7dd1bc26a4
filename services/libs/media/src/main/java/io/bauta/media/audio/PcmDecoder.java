/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import io.bauta.media.MediaException;
import io.bauta.media.MediaLibrary;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.ffmpeg.FfmpegError;
import io.bauta.media.ffmpeg.ParameterBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Decodes packets of one sound stream to mono samples at a wanted rate. Times follow the packets' own: a gap in the
 * source is a gap in the blocks' times, jitter below {@link SampleClock#TOLERANCE_MICROS} is smoothed by counting
 * samples. Works on one thread of its caller; not thread-safe.
 */
public final class PcmDecoder implements AutoCloseable {
    private static final int SKIP_SAMPLES_BYTES = 10;

    private final int sampleRate;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame decoded = avutil.av_frame_alloc();
    private final Resampler resampler;
    private final SampleClock clock;
    private AVCodecContext context;
    private long damaged;

    private PcmDecoder(AVCodecContext context, int sampleRate) {
        this.context = context;
        this.sampleRate = sampleRate;
        this.resampler = new Resampler(sampleRate);
        this.clock = new SampleClock(sampleRate);
    }

    /** @throws MediaException if the codec is not built in or the stream is not sound */
    public static PcmDecoder open(SourceStream stream, int sampleRate) {
        MediaLibrary.load();
        AVCodecDescriptor descriptor = avcodec.avcodec_descriptor_get_by_name(stream.codec());
        AVCodec decoder = descriptor == null ? null : avcodec.avcodec_find_decoder(descriptor.id());
        if (stream.kind() != StreamKind.AUDIO || decoder == null || descriptor.type() != avutil.AVMEDIA_TYPE_AUDIO) {
            throw new MediaException("'" + stream.codec() + "' cannot be decoded as sound by this FFmpeg");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(decoder);
        context.thread_count(1);
        if (descriptor.id() == avcodec.AV_CODEC_ID_FLAC) {
            // FLAC frames carry a checksum of their own, which FFmpeg only looks at when told, and only mentions unless
            // told.
            context.err_recognition(avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_EXPLODE);
        }
        try (AVRational micros = new AVRational()) {
            context.pkt_timebase(micros.num(1).den(1_000_000));
        }
        stream.codecConfiguration().ifPresent(block -> ParameterBlock.give(context, block));
        int code = avcodec.avcodec_open2(context, decoder, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(context);
            throw new MediaException(
                    "the " + stream.codec() + " decoder cannot be opened (" + FfmpegError.text(code) + ")");
        }
        return new PcmDecoder(context, sampleRate);
    }

    /**
     * Takes one packet and gives the blocks that are ready. Damaged packets are skipped and counted; the gap they leave
     * shows in the blocks' times.
     */
    public List<PcmBlock> decode(Packet compressed) {
        demandOpen();
        List<PcmBlock> blocks = new ArrayList<>(1);
        if (compressed.data().length > 0 && send(compressed)) {
            receive(blocks);
        }
        return blocks;
    }

    /** Gives what decoder and resampler still hold back; the decoder then stands as if new. */
    public List<PcmBlock> drain() {
        demandOpen();
        List<PcmBlock> blocks = new ArrayList<>(2);
        avcodec.avcodec_send_packet(context, null);
        receive(blocks);
        avcodec.avcodec_flush_buffers(context);
        finishRun(blocks);
        return blocks;
    }

    /** Packets skipped because they could not be decoded. */
    public long damaged() {
        return damaged;
    }

    @Override
    public void close() {
        if (context != null) {
            avcodec.avcodec_free_context(context);
            context = null;
            avcodec.av_packet_free(packet);
            avutil.av_frame_free(decoded);
            resampler.close();
        }
    }

    /** FFmpeg would not say that its pointers are gone: the process would end. */
    private void demandOpen() {
        if (context == null) {
            throw new IllegalStateException("the decoder is closed");
        }
    }

    private boolean send(Packet compressed) {
        byte[] data = compressed.data();
        if (avcodec.av_new_packet(packet, data.length) < 0) {
            throw new MediaException("no memory for a packet of " + data.length + " bytes");
        }
        try {
            packet.data().put(data, 0, data.length);
            packet.pts(compressed.ptsMicros()).dts(compressed.dtsMicros()).duration(compressed.durationMicros());
            trim(compressed);
            boolean taken = avcodec.avcodec_send_packet(context, packet) >= 0;
            damaged += taken ? 0 : 1;
            return taken;
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    /** Lets FFmpeg's decoder drop encoder delay and padding itself (AV_PKT_DATA_SKIP_SAMPLES). */
    private void trim(Packet compressed) {
        if (compressed.trimStart() != 0 || compressed.trimEnd() != 0) {
            BytePointer side =
                    avcodec.av_packet_new_side_data(packet, avcodec.AV_PKT_DATA_SKIP_SAMPLES, SKIP_SAMPLES_BYTES);
            byte[] counts = ByteBuffer.allocate(SKIP_SAMPLES_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(compressed.trimStart())
                    .putInt(compressed.trimEnd())
                    .array();
            if (side == null || side.isNull()) {
                throw new MediaException("no memory for what is to be trimmed");
            }
            side.put(counts, 0, counts.length);
        }
    }

    private void receive(List<PcmBlock> blocks) {
        int code = avcodec.avcodec_receive_frame(context, decoded);
        while (code >= 0) {
            try {
                take(blocks);
            } finally {
                avutil.av_frame_unref(decoded);
            }
            code = avcodec.avcodec_receive_frame(context, decoded);
        }
        if (code != FfmpegError.AGAIN && code != avutil.AVERROR_EOF) {
            damaged++;
        }
    }

    /** Sound may change its rate or channels in mid-stream: a new run begins there. */
    private void take(List<PcmBlock> blocks) {
        if (decoded.sample_rate() <= 0 || decoded.nb_samples() <= 0) {
            damaged++;
            return;
        }
        long pts = decoded.best_effort_timestamp();
        if (clock.jumps(pts) || !resampler.takes(decoded)) {
            finishRun(blocks);
        }
        clock.take(pts, decoded.nb_samples(), decoded.sample_rate());
        add(blocks, resampler.convert(decoded));
    }

    private void finishRun(List<PcmBlock> blocks) {
        add(blocks, resampler.flush());
        clock.reset();
    }

    private void add(List<PcmBlock> blocks, short[] samples) {
        if (samples.length > 0) {
            blocks.add(new PcmBlock(clock.give(samples.length), sampleRate, samples));
        }
    }
}
