/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.ffmpeg.ParameterBlock;
import io.bauta.media.video.DecodeException.Kind;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Opens FFmpeg's decoders by the codec's name. */
final class DecoderContext {
    private DecoderContext() {}

    static AVCodecContext open(String codec, Optional<byte[]> configuration, long maxPixels) {
        AVCodecDescriptor descriptor = avcodec.avcodec_descriptor_get_by_name(codec);
        AVCodec decoder = descriptor == null ? null : avcodec.avcodec_find_decoder(descriptor.id());
        if (decoder == null || descriptor.type() != avutil.AVMEDIA_TYPE_VIDEO) {
            throw new DecodeException(Kind.UNSUPPORTED, "codec '" + codec + "' cannot be decoded as pictures here");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(decoder);
        // One thread a stream: frame threads would hold frames back, and cameras are many.
        context.thread_count(1).max_pixels(maxPixels);
        try (AVRational micros = new AVRational()) {
            context.pkt_timebase(micros.num(1).den(1_000_000));
        }
        configuration.ifPresent(bytes -> ParameterBlock.give(context, bytes));
        int code = avcodec.avcodec_open2(context, decoder, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(context);
            throw DecodeException.opening(code, "the " + codec + " decoder refuses its configuration");
        }
        return context;
    }
}
