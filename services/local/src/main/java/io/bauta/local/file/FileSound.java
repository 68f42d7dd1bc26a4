/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStream;
import java.util.List;
import java.util.Set;

/**
 * The sound of a file on its way from packet to output, mono. A hole in the source's times ends a run of samples; within a
 * run times are counted in samples, so that a method's delay shifts nothing. Not thread-safe.
 */
final class FileSound implements AutoCloseable {
    /** Rates that every container's codec takes; other rates become the microphones' 16 kHz. */
    private static final Set<Integer> USUAL_RATES = Set.of(8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

    private static final int MICROPHONE_RATE = 16_000;
    /** Block times are whole microseconds and may round. */
    private static final long TOLERANCE_MICROS = 1000;

    private final AudioAnonymisation anonymisation;
    private final PcmDecoder decoder;
    private final int sampleRate;
    private long anchorMicros;
    private long taken;
    private long given;

    FileSound(SourceStream stream, AudioPolicy policy) {
        this.sampleRate = USUAL_RATES.contains(stream.sampleRate()) ? stream.sampleRate() : MICROPHONE_RATE;
        this.anonymisation = AudioAnonymisation.of(policy, sampleRate);
        this.decoder = PcmDecoder.open(stream, sampleRate);
    }

    int sampleRate() {
        return sampleRate;
    }

    AudioAnonymisation anonymisation() {
        return anonymisation;
    }

    void take(Packet packet, FileOutput output) {
        take(decoder.decode(packet), output);
    }

    void drain(FileOutput output) {
        take(decoder.drain(), output);
        endRun(output);
    }

    private void take(List<PcmBlock> blocks, FileOutput output) {
        for (PcmBlock block : blocks) {
            if (Math.abs(block.ptsMicros() - microsAt(taken)) > TOLERANCE_MICROS) {
                endRun(output);
            }
            if (taken == 0) {
                anchorMicros = block.ptsMicros();
            }
            taken += block.samples().length;
            give(anonymisation.anonymise(block.samples()), output);
        }
    }

    private void endRun(FileOutput output) {
        if (taken > 0) {
            give(anonymisation.drain(), output);
            taken = 0;
            given = 0;
        }
    }

    private void give(AnonymisedSound sound, FileOutput output) {
        if (sound.length() > 0) {
            output.write(sound, microsAt(given));
            given += sound.length();
        }
    }

    private long microsAt(long sample) {
        return anchorMicros + sample * 1_000_000L / sampleRate;
    }

    long damaged() {
        return decoder.damaged();
    }

    @Override
    public void close() {
        decoder.close();
    }
}
