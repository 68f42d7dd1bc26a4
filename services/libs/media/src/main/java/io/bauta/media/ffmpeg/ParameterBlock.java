/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What a decoder must be told beside the packets. Modern codecs say all of it in their bitstream or extradata; older ones
 * (msmpeg4v3 in AVI, PCM, ADPCM) rely on the container for picture size, tag or block size. For those the block is a
 * mark, eight numbers and the extradata; for the modern ones it is the plain extradata.
 */
public final class ParameterBlock {
    private static final Set<String> SELF_DESCRIBING = Set.of(
            "h264", "hevc", "vvc", "av1", "vp8", "vp9", "mjpeg", "mpeg4", "mpeg2video", "mpeg1video", "gif", "png");
    private static final byte[] MARK = "BautaPar".getBytes(US_ASCII);
    private static final int NUMBERS = 8;
    private static final int HEADER = MARK.length + NUMBERS * Integer.BYTES;

    private ParameterBlock() {}

    /** The block for a stream; empty where its packets say everything. */
    public static Optional<byte[]> of(String codec, AVCodecParameters parameters) {
        return of(codec, parameters, CodecConfiguration.of(parameters));
    }

    /** The same with other extradata than the stream began with. */
    public static Optional<byte[]> of(String codec, AVCodecParameters parameters, byte[] extradata) {
        if (SELF_DESCRIBING.contains(codec)) {
            return extradata.length == 0 ? Optional.empty() : Optional.of(extradata);
        }
        return Optional.of(ByteBuffer.allocate(HEADER + extradata.length)
                .put(MARK)
                .putInt(parameters.codec_tag())
                .putInt(parameters.format())
                .putInt(parameters.width())
                .putInt(parameters.height())
                .putInt(parameters.sample_rate())
                .putInt(parameters.ch_layout().nb_channels())
                .putInt(parameters.block_align())
                .putInt(parameters.bits_per_coded_sample())
                .put(extradata)
                .array());
    }

    /** Tells a decoder that is not opened yet. */
    public static void give(AVCodecContext context, byte[] block) {
        if (block.length < HEADER || !Arrays.equals(block, 0, MARK.length, MARK, 0, MARK.length)) {
            CodecConfiguration.give(context, block);
            return;
        }
        ByteBuffer numbers = ByteBuffer.wrap(block).position(MARK.length);
        context.codec_tag(numbers.getInt());
        int format = numbers.getInt();
        boolean sound = context.codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
        if (sound) {
            context.sample_fmt(format);
        } else {
            context.pix_fmt(format);
        }
        context.width(numbers.getInt()).height(numbers.getInt());
        context.coded_width(context.width()).coded_height(context.height());
        context.sample_rate(numbers.getInt());
        int channels = numbers.getInt();
        if (sound && channels > 0) {
            avutil.av_channel_layout_default(context.ch_layout(), channels);
        }
        context.block_align(numbers.getInt()).bits_per_coded_sample(numbers.getInt());
        if (block.length > HEADER) {
            CodecConfiguration.give(context, Arrays.copyOfRange(block, HEADER, block.length));
        }
    }

    /** FFmpeg's name of a codec. */
    public static String codecName(AVCodecParameters parameters) {
        return avcodec.avcodec_get_name(parameters.codec_id()).getString();
    }
}
