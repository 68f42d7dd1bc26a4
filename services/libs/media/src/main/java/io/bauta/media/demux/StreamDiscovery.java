/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import io.bauta.media.ffmpeg.ParameterBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Picks the picture and sound streams of an opened source, and lets FFmpeg drop the rest (subtitles, cover pictures). */
final class StreamDiscovery {
    private StreamDiscovery() {}

    static List<SourceStream> of(AVFormatContext context) {
        List<SourceStream> streams = new ArrayList<>();
        for (int index = 0; index < context.nb_streams(); index++) {
            AVStream stream = context.streams(index);
            Optional<SourceStream> known = describe(stream);
            if (known.isEmpty()) {
                stream.discard(avcodec.AVDISCARD_ALL);
            }
            known.ifPresent(streams::add);
        }
        return List.copyOf(streams);
    }

    private static Optional<SourceStream> describe(AVStream stream) {
        AVCodecParameters parameters = stream.codecpar();
        int type = parameters.codec_type();
        boolean cover = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
        boolean video = type == avutil.AVMEDIA_TYPE_VIDEO && !cover;
        boolean known = parameters.codec_id() != avcodec.AV_CODEC_ID_NONE;
        if (!known || (!video && type != avutil.AVMEDIA_TYPE_AUDIO)) {
            return Optional.empty();
        }
        String codec = ParameterBlock.codecName(parameters);
        return Optional.of(new SourceStream(
                stream.index(),
                video ? StreamKind.VIDEO : StreamKind.AUDIO,
                codec,
                ParameterBlock.of(codec, parameters),
                video ? parameters.width() : 0,
                video ? parameters.height() : 0,
                video ? framesPerSecond(stream) : 0,
                video ? 0 : parameters.sample_rate(),
                video ? 0 : parameters.ch_layout().nb_channels(),
                video ? DisplayMatrix.orientation(parameters) : DisplayMatrix.UPRIGHT));
    }

    private static double framesPerSecond(AVStream stream) {
        double average = rate(stream.avg_frame_rate());
        return average > 0 ? average : rate(stream.r_frame_rate());
    }

    private static double rate(AVRational rational) {
        return rational.den() > 0 && rational.num() > 0 ? (double) rational.num() / rational.den() : 0;
    }
}
