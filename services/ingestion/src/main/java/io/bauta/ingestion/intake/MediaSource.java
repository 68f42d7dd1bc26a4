/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.intake;

import io.bauta.ingestion.capture.PacketSource;
import io.bauta.ingestion.capture.SourceGroup;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStatistics;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import java.util.List;
import java.util.Optional;

/** A file, an RTSP camera or an MJPEG camera, opened through FFmpeg. */
public final class MediaSource implements PacketSource {
    private static final int SAMPLE_RATE = 16_000;

    private final SourceReader reader;

    private MediaSource(SourceReader reader) {
        this.reader = reader;
    }

    /** Opens sources with these options. */
    public static Opener opener(SourceOptions options) {
        return (SourceGroup group) -> new MediaSource(SourceReader.open(group.location(), options));
    }

    @Override
    public Optional<SourceStream> stream(StreamKind kind) {
        return reader.stream(kind);
    }

    @Override
    public Optional<Packet> next() {
        return reader.next();
    }

    @Override
    public SourceStatistics statistics() {
        return reader.statistics();
    }

    @Override
    public void close() {
        reader.close();
    }

    @Override
    public SoundDecoder soundDecoder(SourceStream stream) {
        PcmDecoder decoder = PcmDecoder.open(stream, SAMPLE_RATE);
        return new SoundDecoder() {
            @Override
            public List<PcmBlock> decode(Packet packet) {
                return decoder.decode(packet);
            }

            @Override
            public List<PcmBlock> drain() {
                return decoder.drain();
            }

            @Override
            public long damaged() {
                return decoder.damaged();
            }

            @Override
            public void close() {
                decoder.close();
            }
        };
    }
}
