/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.file;

import io.bauta.audioanonymiser.chance.VoiceKeys;
import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.voice.AnonymisedSound;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.audioanonymiser.voice.VoiceEquipment;
import io.bauta.contracts.SensorId;
import io.bauta.local.file.FileReport.Spoken;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.file.MediaFileWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sound of a file on its way from packet to output, mono. A hole in the source's times ends a run of samples; within a
 * run times are counted in samples, so that a method's delay shifts nothing. What a codec's last packet holds beyond its
 * own duration was only there to fill it, and is left behind. Not thread-safe.
 */
final class FileSound implements AutoCloseable {
    /** Rates that every container's codec takes; other rates become the microphones' 16 kHz. */
    private static final Set<Integer> USUAL_RATES = Set.of(8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

    private static final int MICROPHONE_RATE = 16_000;
    /** Block times are whole microseconds and may round. */
    private static final long TOLERANCE_MICROS = 1000;

    private static final double MICROS = 1e6;

    private static final SensorId FILE = new SensorId("file");

    private final AudioAnonymisation anonymisation;
    private final PcmDecoder decoder;
    private final int sampleRate;
    private Optional<PcmBlock> held = Optional.empty();
    private long endMicros = Long.MIN_VALUE;
    private final List<Spoken> spoken = new ArrayList<>();
    private long anchorMicros;
    private long taken;
    private long given;

    FileSound(SourceStream stream, FileJob job) {
        int usual = USUAL_RATES.contains(stream.sampleRate()) ? stream.sampleRate() : MICROPHONE_RATE;
        this.sampleRate = MediaFileWriter.sampleRateFor(job.output(), usual);
        this.anonymisation = AudioAnonymisation.of(job.policy().audio(), sampleRate, equipment(job.hearing()));
        this.decoder = PcmDecoder.open(stream, sampleRate);
    }

    /** Keys that are used for this file only, and known to nobody afterwards. */
    private VoiceEquipment equipment(Hearing hearing) {
        VoiceKeys keys = new VoiceKeys();
        return new VoiceEquipment(
                hearing,
                sample -> keys.numbers(FILE, Instant.EPOCH.plus(sample * 1_000_000L / sampleRate, ChronoUnit.MICROS)));
    }

    int sampleRate() {
        return sampleRate;
    }

    AudioAnonymisation anonymisation() {
        return anonymisation;
    }

    void take(Packet packet, FileOutput output) {
        endMicros = packet.durationMicros() > 0
                ? Math.max(endMicros, packet.ptsMicros() + packet.durationMicros())
                : Long.MAX_VALUE;
        for (PcmBlock block : decoder.decode(packet)) {
            held.ifPresent(before -> take(before, output));
            held = Optional.of(block);
        }
    }

    void drain(FileOutput output) {
        Stream.concat(held.stream(), decoder.drain().stream())
                .map(this::upToTheEnd)
                .forEach(block -> take(block, output));
        held = Optional.empty();
        endRun(output);
    }

    private PcmBlock upToTheEnd(PcmBlock block) {
        if (block.ptsMicros() + block.durationMicros() <= endMicros) {
            return block;
        }
        long left = Math.round(Math.max(0, endMicros - block.ptsMicros()) * (double) sampleRate / 1e6);
        int samples = (int) Math.min(left, block.samples().length);
        return new PcmBlock(block.ptsMicros(), sampleRate, Arrays.copyOf(block.samples(), samples));
    }

    private void take(PcmBlock block, FileOutput output) {
        if (Math.abs(block.ptsMicros() - microsAt(taken)) > TOLERANCE_MICROS) {
            endRun(output);
        }
        if (taken == 0) {
            anchorMicros = block.ptsMicros();
        }
        taken += block.samples().length;
        give(anonymisation.anonymise(block.samples()), output);
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
            sound.stretches()
                    .forEach(stretch -> note(microsAt(given + stretch.from()), microsAt(given + stretch.to())));
            given += sound.length();
        }
    }

    private void note(long fromMicros, long toMicros) {
        double from = fromMicros / MICROS;
        boolean goesOn = !spoken.isEmpty() && from - spoken.getLast().to() < TOLERANCE_MICROS / MICROS;
        spoken.add(new Spoken(goesOn ? spoken.removeLast().from() : from, toMicros / MICROS));
    }

    /** What was treated as speech, in order of time. */
    List<Spoken> spoken() {
        return spoken;
    }

    private long microsAt(long sample) {
        return anchorMicros + sample * 1_000_000L / sampleRate;
    }

    long damaged() {
        return decoder.damaged();
    }

    @Override
    public void close() {
        anonymisation.close();
        decoder.close();
    }
}
