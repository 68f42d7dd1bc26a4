/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.media.audio.PcmBlock;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStatistics;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import java.util.List;
import java.util.Optional;

/** An open source. Used by one thread, except {@link #close()}, which any may call to interrupt a read. */
public interface PacketSource extends AutoCloseable {
    Optional<SourceStream> stream(StreamKind kind);

    /**
     * Waits for the next packet.
     *
     * @return empty at the regular end
     * @throws io.bauta.media.demux.SourceException if the source breaks off
     */
    Optional<Packet> next();

    SourceStatistics statistics();

    @Override
    void close();

    /** Opens a decoder for the sound of a stream, 16 kHz mono. */
    SoundDecoder soundDecoder(SourceStream stream);

    /** Sound packets in, samples out. Used by the source's thread. */
    interface SoundDecoder extends AutoCloseable {
        List<PcmBlock> decode(Packet packet);

        /** What is held back still. */
        List<PcmBlock> drain();

        /** Packets so far that could not be decoded. */
        long damaged();

        @Override
        void close();
    }

    /** Opens sources. */
    interface Opener {
        /** @throws io.bauta.media.demux.SourceException with the reason; nothing is left open */
        PacketSource open(SourceGroup group);
    }
}
