/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.openh264.OpenH264Encoder;
import io.bauta.media.openh264.OpenH264Encoder.Coded;
import io.bauta.media.openh264.OpenH264Encoder.Planes;
import io.bauta.media.openh264.OpenH264Encoder.Stream;
import io.bauta.media.openh264.OpenH264Exception;
import io.bauta.media.openh264.OpenH264Library;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** OpenH264 as the machine has it. */
final class OpenH264Coder implements PictureCoder {
    private static final int PLANES = 3;
    private static final int MICROS_A_MILLI = 1000;

    private final OpenH264Encoder encoder;

    private OpenH264Coder(OpenH264Encoder encoder) {
        this.encoder = encoder;
    }

    static OpenH264Coder open(VideoSettings settings) {
        OpenH264Library library = OpenH264Library.installed()
                .orElseThrow(() -> new EncodeException("this machine has no OpenH264: install libopenh264"));
        if (settings.bitsPerSecond() > Integer.MAX_VALUE) {
            throw new EncodeException("OpenH264 refuses " + settings + ": too many bits a second");
        }
        try {
            return new OpenH264Coder(OpenH264Encoder.open(
                    library,
                    new Stream(
                            settings.codedWidth(),
                            settings.codedHeight(),
                            settings.framesPerSecond(),
                            (int) settings.bitsPerSecond(),
                            settings.fullRange())));
        } catch (OpenH264Exception e) {
            throw new EncodeException(e.getMessage());
        }
    }

    @Override
    public byte[] parameterSets() {
        return encoder.parameterSets();
    }

    @Override
    public List<EncodedPacket> encode(AVFrame picture, boolean keyframe) {
        long[] addresses = new long[PLANES];
        int[] strides = new int[PLANES];
        for (int plane = 0; plane < PLANES; plane++) {
            addresses[plane] = picture.data(plane).address();
            strides[plane] = picture.linesize(plane);
        }
        try {
            Coded coded = encoder.encode(new Planes(addresses, strides), picture.pts() / MICROS_A_MILLI, keyframe);
            return coded.data().length == 0
                    ? List.of()
                    : List.of(new EncodedPacket(picture.pts(), coded.keyframe(), coded.data()));
        } catch (OpenH264Exception e) {
            throw new EncodeException(e.getMessage());
        }
    }

    /** It holds nothing back. */
    @Override
    public List<EncodedPacket> drain() {
        return List.of();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
