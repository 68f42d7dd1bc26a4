/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.audioanonymiser.hearing.SpeechNetwork;
import io.bauta.audioanonymiser.voice.AudioAnonymisation;
import io.bauta.audioanonymiser.voice.VoiceEquipment;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Processor time that a second of one microphone's sound takes, on one thread, with each method that hears. In every frame
 * somebody speaks, whatever the network says: the worst case. The first turn warms up and does not count; of the others the
 * least is taken.
 */
public final class SoundBench {
    static final double MOST_MILLIS = 50;
    private static final List<Integer> RATES = List.of(16_000, 48_000);
    private static final int TURNS = 3;
    private static final double NANOS_A_MILLI = 1e6;
    private static final int RECORDS_A_SECOND = 10;

    private final Path clip;
    private final Hearing hearing;
    private final BooleanSupplier cancelled;

    /** @param clip with sound, drawn */
    public SoundBench(Path clip, Hearing hearing, BooleanSupplier cancelled) {
        this.clip = clip;
        this.hearing = new Insistent(hearing);
        this.cancelled = cancelled;
    }

    /** One figure for each method. */
    public List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        for (VoiceMethod voice : List.of(VoiceMethod.CONVERT, VoiceMethod.GARBLE, VoiceMethod.MUTE_SPEECH)) {
            figures.add(figure(voice));
        }
        return figures;
    }

    private Figure figure(VoiceMethod voice) {
        Map<String, Object> details = new TreeMap<>();
        Double worst = null;
        for (int rate : RATES) {
            short[] sound = sound(rate);
            double least = Double.MAX_VALUE;
            for (int turn = 0; turn < TURNS && !cancelled.getAsBoolean(); turn++) {
                double share = cpuMillis(voice, rate, sound) * rate / sound.length;
                least = turn > 0 ? Math.min(least, share) : least;
            }
            if (least < Double.MAX_VALUE) {
                details.put("millisAt" + rate, least);
                worst = worst == null ? least : Math.max(worst, least);
            }
        }
        return new Figure(
                "sound " + voice.label(),
                "processor time of a second of speech, one thread",
                worst,
                "ms",
                MOST_MILLIS,
                details);
    }

    private double cpuMillis(VoiceMethod voice, int rate, short[] sound) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        VoiceEquipment equipment = new VoiceEquipment(hearing, SplittableRandom::new);
        AudioPolicy policy = new AudioPolicy(voice, AudioPolicy.DEFAULT_MCADAMS, AudioPolicy.DEFAULT_CHUNK);
        try (AudioAnonymisation method = AudioAnonymisation.of(policy, rate, equipment)) {
            int record = rate / RECORDS_A_SECOND;
            for (int at = 0; at + record <= sound.length; at += record) {
                method.anonymise(Arrays.copyOfRange(sound, at, at + record));
            }
            method.drain();
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / NANOS_A_MILLI;
    }

    private short[] sound(int rate) {
        try (SourceReader reader = SourceReader.open(new SourceLocation(clip.toString()), SourceOptions.defaults())) {
            SourceStream stream = reader.stream(StreamKind.AUDIO).orElseThrow();
            try (PcmDecoder decoder = PcmDecoder.open(stream, rate)) {
                List<PcmBlock> blocks = new ArrayList<>();
                for (Optional<Packet> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (next.get().stream() == stream.index()) {
                        blocks.addAll(decoder.decode(next.get()));
                    }
                }
                blocks.addAll(decoder.drain());
                return joined(blocks);
            }
        }
    }

    private static short[] joined(List<PcmBlock> blocks) {
        short[] all = new short
                [blocks.stream().mapToInt(block -> block.samples().length).sum()];
        int at = 0;
        for (PcmBlock block : blocks) {
            System.arraycopy(block.samples(), 0, all, at, block.samples().length);
            at += block.samples().length;
        }
        return all;
    }

    /** Hears what the real one hears, and takes everything for speech. */
    private record Insistent(Hearing real) implements Hearing {
        @Override
        public SpeechNetwork open() {
            SpeechNetwork network = real.open();
            return new SpeechNetwork() {
                @Override
                public void begin() {
                    network.begin();
                }

                @Override
                public float hear(float[] magnitudes, float[] mask) {
                    network.hear(magnitudes, mask);
                    return 1;
                }

                @Override
                public void close() {
                    network.close();
                }
            };
        }

        @Override
        public Map<String, String> models() {
            return real.models();
        }
    }
}
