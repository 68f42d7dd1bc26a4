/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import java.util.Objects;
import java.util.Optional;

/**
 * One stream of a source, as far as it is known when the source is opened.
 *
 * @param index the number its packets carry
 * @param kind picture or sound
 * @param codec FFmpeg's name of the codec: {@code h264}, {@code mjpeg}, {@code aac}, …
 * @param codecConfiguration what a decoder must be told beside the packets: FFmpeg's "extradata", for old codecs with
 *     the picture size they lack; hand it on unchanged
 * @param width pixels; 0 where unknown or sound
 * @param height pixels; 0 where unknown or sound
 * @param framesPerSecond nominal picture rate; 0 where unknown or sound
 * @param sampleRate samples a second; 0 for pictures
 * @param channels channels of sound; 0 for pictures
 * @param orientation how its pictures are to be turned to stand upright, as Exif 2.32 counts (tag 274): 1 for as they lie;
 *     telephones film lying and note the turn beside the pictures
 */
public record SourceStream(
        int index,
        StreamKind kind,
        String codec,
        Optional<byte[]> codecConfiguration,
        int width,
        int height,
        double framesPerSecond,
        int sampleRate,
        int channels,
        int orientation) {
    /** Pictures that stand upright as they lie, or sound. */
    public SourceStream(
            int index,
            StreamKind kind,
            String codec,
            Optional<byte[]> codecConfiguration,
            int width,
            int height,
            double framesPerSecond,
            int sampleRate,
            int channels) {
        this(
                index,
                kind,
                codec,
                codecConfiguration,
                width,
                height,
                framesPerSecond,
                sampleRate,
                channels,
                DisplayMatrix.UPRIGHT);
    }

    public SourceStream {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(codec);
        Objects.requireNonNull(codecConfiguration);
    }

    @Override
    public String toString() {
        return kind == StreamKind.VIDEO
                ? "video " + codec + " " + width + "x" + height + " at " + framesPerSecond + "/s"
                : "audio " + codec + " " + sampleRate + " Hz, " + channels + " channels";
    }
}
