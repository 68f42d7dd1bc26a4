/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.media.video.CameraPictures;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import java.util.List;
import java.util.Optional;

/** Opens decoders and encoders; a seam for tests that break them. */
public interface Codecs {

    /** @throws io.bauta.media.video.DecodeException if there is no such decoder */
    Decoder decoder(String codec, Optional<byte[]> configuration, long maxPixels);

    /** @throws io.bauta.media.video.EncodeException if the encoder refuses the settings */
    Encoder encoder(VideoSettings settings);

    /**
     * A chunk of pictures as a camera encoded them, of which two detectors found that they show nobody.
     *
     * @param settings of a stream like it; see {@link io.bauta.media.video.FragmentedMp4Writer#write} for the others
     */
    byte[] copied(CameraPictures pictures, VideoSettings settings, int sequence, long endMicros);

    /** Access units in, raw pictures out, in order of presentation. */
    interface Decoder extends AutoCloseable {
        /** @throws io.bauta.media.video.DecodeException if the unit is damaged; the decoder stays usable */
        List<Frame> decode(byte[] data, long ptsMicros, Optional<byte[]> configuration);

        /** What is held back for reordering. */
        List<Frame> drain();

        @Override
        void close();
    }

    /** Takes nothing but anonymised pictures. */
    interface Encoder extends AutoCloseable {
        List<EncodedPacket> encode(AnonymisedFrame frame, boolean keyframe);

        /** One self-contained chunk; see {@link io.bauta.media.video.FragmentedMp4Writer#write}. */
        byte[] chunk(List<EncodedPacket> packets, int sequence, long endMicros);

        @Override
        void close();
    }
}
