/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.audio;

import io.bauta.media.MediaException;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Unpacks FLAC, one chunk or several written one after the other. */
public final class FlacDecoder {
    private FlacDecoder() {}

    /**
     * @return all samples as mono, timed from 0
     * @throws MediaException if it is no sound or damaged
     */
    public static PcmBlock decode(byte[] flac) {
        try (SourceReader source = SourceReader.open(flac)) {
            SourceStream stream = source.stream(StreamKind.AUDIO)
                    .orElseThrow(() -> new MediaException("no sound in " + flac.length + " bytes"));
            try (PcmDecoder decoder = PcmDecoder.open(stream, stream.sampleRate())) {
                List<PcmBlock> blocks = new ArrayList<>();
                for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
                    blocks.addAll(decoder.decode(packet.get()));
                }
                blocks.addAll(decoder.drain());
                if (decoder.damaged() > 0) {
                    throw new MediaException("damaged FLAC: " + decoder.damaged() + " frames cannot be decoded");
                }
                return complete(joined(blocks, stream.sampleRate()), flac);
            }
        }
    }

    private static PcmBlock complete(PcmBlock sound, byte[] flac) {
        int found = sound.samples().length;
        long promised = FlacHead.promisedSamples(flac);
        if (found == 0 || (promised > 0 && found != promised)) {
            throw new MediaException("damaged FLAC: " + found + " of " + promised + " samples are left");
        }
        return sound;
    }

    private static PcmBlock joined(List<PcmBlock> blocks, int sampleRate) {
        int total = blocks.stream().mapToInt(block -> block.samples().length).sum();
        short[] samples = new short[total];
        int at = 0;
        for (PcmBlock block : blocks) {
            System.arraycopy(block.samples(), 0, samples, at, block.samples().length);
            at += block.samples().length;
        }
        return new PcmBlock(0, sampleRate, samples);
    }
}
