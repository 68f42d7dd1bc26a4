/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * How a container wants its pictures turned: nine 32-bit numbers (ISO/IEC 14496-12, 8.3.2; FFmpeg's
 * {@code libavutil/display.h}), of which the first, second, fourth and fifth say where the picture's axes go.
 */
final class DisplayMatrix {
    /** Exif's number for pictures that are shown as they lie. */
    static final int UPRIGHT = 1;

    private static final int BYTES = 9 * Integer.BYTES;

    private DisplayMatrix() {}

    /** Exif's number of the turn (tag 274), the nearest quarter of one. */
    static int orientation(AVCodecParameters parameters) {
        if (parameters.nb_coded_side_data() == 0) {
            return UPRIGHT;
        }
        AVPacketSideData side = avcodec.av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (side == null || side.isNull() || side.size() < BYTES) {
            return UPRIGHT;
        }
        byte[] bytes = new byte[BYTES];
        side.data().get(bytes);
        ByteBuffer matrix = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return orientation(matrix.getInt(0), matrix.getInt(4), matrix.getInt(12), matrix.getInt(16));
    }

    /** A point goes to {@code (across x + leaning y, climbing x + down y)}. */
    static int orientation(int across, int climbing, int leaning, int down) {
        boolean lies =
                Math.abs((long) climbing) + Math.abs((long) leaning) > Math.abs((long) across) + Math.abs((long) down);
        if (lies) {
            return climbing > 0 ? (leaning > 0 ? 5 : 6) : (leaning > 0 ? 8 : 7);
        }
        return across >= 0 ? (down >= 0 ? UPRIGHT : 4) : (down >= 0 ? 2 : 3);
    }
}
