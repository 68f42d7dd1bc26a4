/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.MediaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;

/** The containers a {@link MediaFileWriter} writes, and the codec of sound in each. */
enum ContainerKind {
    MP4("mp4", avcodec.AV_CODEC_ID_AAC, true),
    MOV("mov", avcodec.AV_CODEC_ID_AAC, true),
    MKV("matroska", avcodec.AV_CODEC_ID_FLAC, true),
    FLAC("flac", avcodec.AV_CODEC_ID_FLAC, false),
    WAV("wav", avcodec.AV_CODEC_ID_PCM_S16LE, false),
    MP3("mp3", avcodec.AV_CODEC_ID_MP3, false),
    M4A("ipod", avcodec.AV_CODEC_ID_AAC, false),
    OPUS("opus", avcodec.AV_CODEC_ID_OPUS, false),
    OGG("ogg", avcodec.AV_CODEC_ID_OPUS, false);

    /** Opus has no other rates; whatever is wanted otherwise becomes the highest. */
    private static final List<Integer> OPUS_RATES = List.of(8000, 12_000, 16_000, 24_000, 48_000);

    private final String muxer;
    private final int soundCodec;
    private final boolean pictures;

    ContainerKind(String muxer, int soundCodec, boolean pictures) {
        this.muxer = muxer;
        this.soundCodec = soundCodec;
        this.pictures = pictures;
    }

    static ContainerKind of(Path target) {
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        for (ContainerKind kind : values()) {
            if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new MediaException(
                target + ": name it .mp4, .mov or .mkv, or for sound only .flac, .wav, .mp3, .m4a, .opus or .ogg");
    }

    /** FFmpeg's name of it. */
    String muxer() {
        return muxer;
    }

    /** FFmpeg's number of the codec that sound gets. */
    int soundCodec() {
        return soundCodec;
    }

    /** The rate that sound of a wanted one gets: the same, if the codec knows it. */
    int rateFor(int wanted) {
        boolean known = soundCodec != avcodec.AV_CODEC_ID_OPUS || OPUS_RATES.contains(wanted);
        return known ? wanted : OPUS_RATES.getLast();
    }

    void demandPictures(Path target) {
        if (!pictures) {
            throw new MediaException(target + ": cannot hold pictures; name it .mp4, .mov or .mkv");
        }
    }
}
