/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What makes packets of pictures that already have the coded size and range. */
interface PictureCoder extends AutoCloseable {
    /** SPS and PPS, each after a start code; empty from one that tells them in its keyframes only. */
    byte[] parameterSets();

    /** @throws EncodeException if the picture cannot be encoded */
    List<EncodedPacket> encode(AVFrame picture, boolean keyframe);

    /** What is still held back; nothing is encoded after it. */
    List<EncodedPacket> drain();

    @Override
    void close();
}
