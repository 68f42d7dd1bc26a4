/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaLibrary;
import io.bauta.media.ffmpeg.CodecConfiguration;
import io.bauta.media.ffmpeg.DynamicOutput;
import io.bauta.media.ffmpeg.FfmpegError;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Packs the packets of one chunk as self-contained fragmented MP4 (ISO/IEC 14496-12: ftyp, moov, moof, mdat), timescale
 * one microsecond. Each chunk plays by itself; chunks of one encoder written one after the other are a playable stream
 * too, because their decode times (tfdt) run on. Thread-safe; keeps no native memory between calls.
 */
public final class FragmentedMp4Writer {
    /** One fragment, written when told; its decode time is the packets' own and not zero; no edit list, no index. */
    private static final String FLAGS = "frag_custom+empty_moov+default_base_moof+frag_discont+skip_trailer";

    private final VideoSettings settings;
    private final byte[] codecConfiguration;

    /**
     * @param settings of the encoder
     * @param codecConfiguration {@link VideoEncoder#codecConfiguration()}
     */
    public FragmentedMp4Writer(VideoSettings settings, byte[] codecConfiguration) {
        MediaLibrary.load();
        this.settings = settings;
        this.codecConfiguration = codecConfiguration.clone();
    }

    /**
     * @param packets of one chunk, beginning with a keyframe, times from 0 up and strictly increasing
     * @param sequence number of the fragment in its stream, from 1 (mfhd)
     * @param endMicros when the last picture gives way: the time of the next chunk's first one
     * @throws EncodeException if they are not such packets
     */
    public byte[] write(List<EncodedPacket> packets, int sequence, long endMicros) {
        demand(packets, sequence, endMicros);
        AVFormatContext context = new AVFormatContext(null);
        check(avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, "mp4", null));
        try (DynamicOutput output = new DynamicOutput()) {
            context.pb(output.context());
            context.avoid_negative_ts(0);
            describe(avformat.avformat_new_stream(context, null));
            writeHeader(context, sequence);
            writePackets(context, packets, endMicros);
            check(avformat.av_write_frame(context, null)); // the fragment ends here
            check(avformat.av_write_trailer(context));
            return output.finish();
        } finally {
            avformat.avformat_free_context(context);
        }
    }

    private void describe(AVStream stream) {
        AVCodecParameters parameters = stream.codecpar();
        parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO).codec_id(avcodec.AV_CODEC_ID_H264);
        parameters.width(settings.codedWidth()).height(settings.codedHeight()).format(avutil.AV_PIX_FMT_YUV420P);
        parameters.color_range(settings.fullRange() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        CodecConfiguration.give(parameters, codecConfiguration);
        try (AVRational micros = new AVRational()) {
            stream.time_base(micros.num(1).den(1_000_000));
        }
    }

    private static void writeHeader(AVFormatContext context, int sequence) {
        try (AVDictionary options = new AVDictionary(null)) {
            avutil.av_dict_set(options, "movflags", FLAGS, 0);
            avutil.av_dict_set(options, "use_editlist", "0", 0);
            avutil.av_dict_set_int(options, "fragment_index", sequence, 0);
            int code = avformat.avformat_write_header(context, options);
            avutil.av_dict_free(options);
            check(code);
        }
    }

    private static void writePackets(AVFormatContext context, List<EncodedPacket> packets, long endMicros) {
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            for (int i = 0; i < packets.size(); i++) {
                EncodedPacket encoded = packets.get(i);
                long next = i + 1 < packets.size() ? packets.get(i + 1).ptsMicros() : endMicros;
                check(avcodec.av_new_packet(packet, encoded.data().length));
                packet.data().put(encoded.data(), 0, encoded.data().length);
                packet.pts(encoded.ptsMicros()).dts(encoded.ptsMicros()).duration(next - encoded.ptsMicros());
                packet.stream_index(0).flags(encoded.keyframe() ? avcodec.AV_PKT_FLAG_KEY : 0);
                check(avformat.av_write_frame(context, packet));
                avcodec.av_packet_unref(packet);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    private static void demand(List<EncodedPacket> packets, int sequence, long endMicros) {
        if (packets.isEmpty() || !packets.getFirst().keyframe()) {
            throw new EncodeException("a chunk begins with a keyframe");
        }
        if (sequence < 1) {
            throw new EncodeException("fragments are numbered from 1, not " + sequence);
        }
        long last = -1;
        for (EncodedPacket packet : packets) {
            if (packet.ptsMicros() <= last) {
                throw new EncodeException("times must rise from 0, not from " + last + " to " + packet.ptsMicros());
            }
            last = packet.ptsMicros();
        }
        if (endMicros <= last) {
            throw new EncodeException("the chunk must end after its last picture, not at " + endMicros);
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw new EncodeException("the chunk cannot be packed (" + FfmpegError.text(code) + ")");
        }
    }
}
