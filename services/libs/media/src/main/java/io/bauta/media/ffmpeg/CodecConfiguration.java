/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Out-of-band codec configuration ("extradata") in and out of native memory. */
public final class CodecConfiguration {
    private CodecConfiguration() {}

    /** The context frees it. */
    public static void give(AVCodecContext context, byte[] configuration) {
        context.extradata(padded(configuration)).extradata_size(configuration.length);
    }

    /** The parameters free it. */
    public static void give(AVCodecParameters parameters, byte[] configuration) {
        parameters.extradata(padded(configuration)).extradata_size(configuration.length);
    }

    /** A copy; empty where there is none. */
    public static byte[] of(AVCodecContext context) {
        return copy(context.extradata(), context.extradata_size());
    }

    /** A copy; empty where there is none. */
    public static byte[] of(AVCodecParameters parameters) {
        return copy(parameters.extradata(), parameters.extradata_size());
    }

    private static byte[] copy(BytePointer pointer, int size) {
        byte[] bytes = new byte[Math.max(size, 0)];
        if (bytes.length > 0) {
            pointer.get(bytes);
        }
        return bytes;
    }

    /** FFmpeg's bit readers run past the end, into zeros that must be there. */
    private static BytePointer padded(byte[] bytes) {
        BytePointer pointer =
                new BytePointer(avutil.av_mallocz(bytes.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE));
        return pointer.put(bytes, 0, bytes.length);
    }
}
