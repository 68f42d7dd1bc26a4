/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.MediaException;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avcodec;

/** The containers a {@link MediaFileWriter} writes, and the codec of sound in each. */
enum ContainerKind {
    MP4("mp4", avcodec.AV_CODEC_ID_AAC, true),
    MOV("mov", avcodec.AV_CODEC_ID_AAC, true),
    MKV("matroska", avcodec.AV_CODEC_ID_FLAC, true),
    FLAC("flac", avcodec.AV_CODEC_ID_FLAC, false),
    WAV("wav", avcodec.AV_CODEC_ID_PCM_S16LE, false),
    MP3("mp3", avcodec.AV_CODEC_ID_MP3, false);

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
        throw new MediaException(target + ": name it .mp4, .mov or .mkv, or for sound only .flac, .wav or .mp3");
    }

    /** FFmpeg's name of it. */
    String muxer() {
        return muxer;
    }

    /** FFmpeg's number of the codec that sound gets. */
    int soundCodec() {
        return soundCodec;
    }

    void demandPictures(Path target) {
        if (!pictures) {
            throw new MediaException(target + ": cannot hold pictures; name it .mp4, .mov or .mkv");
        }
    }
}
