/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * A camera that films the moving square with the module's own encoder.
 *
 * @param settings of the encoder
 * @param configuration its parameter sets
 * @param packets a packet a picture
 */
public record Camera(VideoSettings settings, byte[] configuration, List<EncodedPacket> packets) {

    /** So many pictures, ten a second from a time on, a keyframe every so many. */
    public static Camera films(int width, int height, int pictures, int keyframeEvery, long firstMicros) {
        VideoSettings settings = new VideoSettings(width, height, 10, 2_000_000);
        List<EncodedPacket> packets = new ArrayList<>();
        try (VideoEncoder encoder = VideoEncoder.open(settings)) {
            for (int i = 0; i < pictures; i++) {
                try (Frame frame = MovingSquare.frame(width, height, i, firstMicros + i * 100_000L)) {
                    packets.addAll(encoder.encode(frame, i % keyframeEvery == 0));
                }
            }
            packets.addAll(encoder.drain());
            return new Camera(settings, encoder.codecConfiguration(), packets);
        }
    }

    /** The usual film: 64 by 48, from 0 on. */
    public static Camera films(int pictures, int keyframeEvery) {
        return films(MovingSquare.WIDTH, MovingSquare.HEIGHT, pictures, keyframeEvery, 0);
    }
}
