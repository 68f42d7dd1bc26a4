/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.media.video.CameraPictures;
import io.bauta.media.video.EncodeException;
import io.bauta.media.video.EncodedPacket;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoSettings;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The real codecs, which throw what they are told to at the n-th call, counted from 0 over all decoders or encoders. */
final class BreakingCodecs implements Codecs {
    private final Codecs real = new NativeCodecs();
    private final Map<Integer, Supplier<? extends Throwable>> decodes = new HashMap<>();
    private final Map<Integer, Supplier<? extends Throwable>> encodes = new HashMap<>();
    private final Map<Integer, Supplier<? extends Throwable>> chunks = new HashMap<>();
    private boolean encoderIsThere = true;
    private int decoded;
    private int encoded;
    private int packed;

    void breakDecode(int call, Supplier<? extends Throwable> thrown) {
        decodes.put(call, thrown);
    }

    void breakEncode(int call, Supplier<? extends Throwable> thrown) {
        encodes.put(call, thrown);
    }

    /** @param chunk counted from 1 */
    void breakChunk(int chunk, Supplier<? extends Throwable> thrown) {
        chunks.put(chunk - 1, thrown);
    }

    private static void throwIfPresent(Supplier<? extends Throwable> thrown) {
        switch (thrown == null ? null : thrown.get()) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    @Override
    public Decoder decoder(String codec, Optional<byte[]> configuration, long maxPixels) {
        Decoder decoder = real.decoder(codec, configuration, maxPixels);
        return new Decoder() {
            @Override
            public List<Frame> decode(byte[] data, long ptsMicros, Optional<byte[]> changed) {
                throwIfPresent(decodes.get(decoded++));
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

    /** Such as must not be asked to encode. */
    static BreakingCodecs withoutEncoder() {
        BreakingCodecs codecs = new BreakingCodecs();
        codecs.encoderIsThere = false;
        return codecs;
    }

    @Override
    public byte[] copied(CameraPictures pictures, VideoSettings settings, int sequence, long endMicros) {
        return real.copied(pictures, settings, sequence, endMicros);
    }

    @Override
    public Encoder encoder(VideoSettings settings) {
        if (!encoderIsThere) {
            throw new EncodeException("nothing is to be encoded here");
        }
        Encoder encoder = real.encoder(settings);
        return new Encoder() {
            @Override
            public List<EncodedPacket> encode(AnonymisedFrame frame, boolean keyframe) {
                throwIfPresent(encodes.get(encoded++));
                return encoder.encode(frame, keyframe);
            }

            @Override
            public byte[] chunk(List<EncodedPacket> packets, int sequence, long endMicros) {
                throwIfPresent(chunks.get(packed++));
                return encoder.chunk(packets, sequence, endMicros);
            }

            @Override
            public void close() {
                encoder.close();
            }
        };
    }
}
