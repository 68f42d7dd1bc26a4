/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw;

import io.bauta.contracts.Envelope;
import java.util.Objects;
import java.util.Optional;

/**
 * One compressed access unit, in decoding order, exactly as the camera sent it.
 *
 * @param envelope topic {@code raw.video.v1}; its time is the wall-clock time of {@code pts}
 * @param codec FFmpeg's name of the codec: {@code h264}, {@code hevc}, {@code mjpeg}, …
 * @param keyframe whether decoding can begin here
 * @param ptsMicros presentation time on the sensor's own clock, microseconds since the epoch's first unit
 * @param codecConfiguration the codec's out-of-band configuration (FFmpeg "extradata"), sent along with keyframes
 *     where the stream has one
 * @param data the unit; owned by the record, not copied, not to be changed
 */
public record AccessUnit(
        Envelope envelope,
        String codec,
        boolean keyframe,
        long ptsMicros,
        Optional<byte[]> codecConfiguration,
        byte[] data)
        implements RawRecord {
    public AccessUnit {
        Objects.requireNonNull(envelope);
        Objects.requireNonNull(codec);
        Objects.requireNonNull(codecConfiguration);
        Objects.requireNonNull(data);
    }

    @Override
    public String toString() {
        return "AccessUnit[" + envelope.id() + ", " + codec + (keyframe ? ", keyframe, " : ", ") + data.length
                + " bytes masked]";
    }
}
