/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import java.util.Objects;

/**
 * One encoded H.264 picture, in presentation order (there are no B-frames).
 *
 * @param ptsMicros when it is shown: the time of the frame it was made of
 * @param keyframe whether it is an IDR picture
 * @param data owned by the packet, not to be changed
 */
public record EncodedPacket(long ptsMicros, boolean keyframe, byte[] data) {
    public EncodedPacket {
        Objects.requireNonNull(data);
    }

    @Override
    public String toString() {
        return "EncodedPacket[pts " + ptsMicros + (keyframe ? ", keyframe, " : ", ") + data.length + " bytes]";
    }
}
