/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.file;

import io.bauta.media.MediaException;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.VideoSettings;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Writes encoded pictures, each held back until the next one tells how long it is shown. Not thread-safe. */
final class PictureTrack implements AutoCloseable {
    private final Muxer muxer;
    private final int stream;
    private final AVPacket packet;
    private EncodedPacket pending;

    PictureTrack(Muxer muxer, VideoSettings settings, byte[] codecConfiguration) {
        this.muxer = muxer;
        this.stream = muxer.addPictures(settings, codecConfiguration);
        this.packet = avcodec.av_packet_alloc(); // last, as nobody closes what was not made
    }

    void write(EncodedPacket next) {
        if (pending != null) {
            if (next.ptsMicros() <= pending.ptsMicros()) {
                throw new MediaException(
                        "a picture of " + next.ptsMicros() + " µs came after one of " + pending.ptsMicros() + " µs");
            }
            flush(next.ptsMicros());
        }
        pending = next;
    }

    /** Writes the last picture, shown until this time, or for a moment if that has passed. */
    void finish(long endMicros) {
        if (pending != null) {
            flush(Math.max(endMicros, pending.ptsMicros() + 1));
            pending = null;
        }
    }

    private void flush(long untilMicros) {
        byte[] data = pending.data();
        if (avcodec.av_new_packet(packet, data.length) < 0) {
            throw new MediaException("no memory for a picture of " + data.length + " bytes");
        }
        packet.data().put(data, 0, data.length);
        packet.pts(pending.ptsMicros()).dts(pending.ptsMicros()).duration(untilMicros - pending.ptsMicros());
        packet.flags(pending.keyframe() ? avcodec.AV_PKT_FLAG_KEY : 0);
        muxer.write(packet, stream, muxer.micros());
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
    }
}
