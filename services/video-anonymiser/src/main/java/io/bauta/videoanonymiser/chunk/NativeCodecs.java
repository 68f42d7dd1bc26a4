/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.media.video.CameraPictures;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.FragmentedMp4Writer;
import io.bauta.media.video.Frame;
import io.bauta.media.video.H264Encoder;
import io.bauta.media.video.VideoDecoder;
import io.bauta.media.video.VideoEncoder;
import io.bauta.media.video.VideoSettings;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import java.util.List;
import java.util.Optional;

/** The codecs of the media library. */
public final class NativeCodecs implements Codecs {
    private final H264Encoder kind;

    /** Encodes on the processor. */
    public NativeCodecs() {
        this(H264Encoder.OPENH264);
    }

    /** @param kind what encodes, where it can; see {@link VideoEncoder#open(VideoSettings, H264Encoder)} */
    public NativeCodecs(H264Encoder kind) {
        this.kind = kind;
    }

    @Override
    public Decoder decoder(String codec, Optional<byte[]> configuration, long maxPixels) {
        VideoDecoder decoder = VideoDecoder.open(codec, configuration, maxPixels);
        return new Decoder() {
            @Override
            public List<Frame> decode(byte[] data, long ptsMicros, Optional<byte[]> changed) {
                return decoder.decode(data, ptsMicros, changed);
            }

            @Override
            public List<Frame> drain() {
                return decoder.drain();
            }

            @Override
            public void close() {
                decoder.close();
            }
        };
    }

    @Override
    public byte[] copied(CameraPictures pictures, VideoSettings settings, int sequence, long endMicros) {
        return new FragmentedMp4Writer(settings, pictures.codecConfiguration())
                .write(pictures.packets(), sequence, endMicros);
    }

    @Override
    public Encoder encoder(VideoSettings settings) {
        VideoEncoder encoder = VideoEncoder.open(settings, kind);
        FragmentedMp4Writer writer = new FragmentedMp4Writer(settings, encoder.codecConfiguration());
        return new Encoder() {
            @Override
            public List<EncodedPacket> encode(AnonymisedFrame frame, boolean keyframe) {
                return encoder.encode(frame.frame(), keyframe);
            }

            @Override
            public byte[] chunk(List<EncodedPacket> packets, int sequence, long endMicros) {
                return writer.write(packets, sequence, endMicros);
            }

            @Override
            public void close() {
                encoder.close();
            }
        };
    }
}
