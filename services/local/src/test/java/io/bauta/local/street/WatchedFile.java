/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street;

import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A media file decoded from beginning to end. */
public final class WatchedFile {
    private static final int RATE = 16_000;
    private static final int CODING_NOISE = 12;

    private final List<Long> frameTimes = new ArrayList<>();
    private final List<PcmBlock> sound = new ArrayList<>();
    private int mostSteps;
    private long soundEndMicros;

    public static WatchedFile of(Path file) throws IOException {
        WatchedFile watched = new WatchedFile();
        try (SourceReader reader = SourceReader.open(Files.readAllBytes(file))) {
            watched.watch(reader);
        }
        return watched;
    }

    private void watch(SourceReader reader) {
        List<Packet> packets = new ArrayList<>();
        for (Optional<Packet> next = reader.next(); next.isPresent(); next = reader.next()) {
            packets.add(next.get());
        }
        reader.stream(StreamKind.VIDEO).ifPresent(stream -> look(stream, packets));
        reader.stream(StreamKind.AUDIO).ifPresent(stream -> listen(stream, packets));
    }

    private void look(SourceStream stream, List<Packet> packets) {
        try (VideoDecoder decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration())) {
            packets.stream()
                    .filter(packet -> packet.kind() == StreamKind.VIDEO)
                    .forEach(packet -> seen(decoder.decode(packet.data(), packet.ptsMicros())));
            seen(decoder.drain());
        }
    }

    private void listen(SourceStream stream, List<Packet> packets) {
        try (PcmDecoder pcm = PcmDecoder.open(stream, RATE)) {
            soundEndMicros = packets.stream()
                    .filter(packet -> packet.kind() == StreamKind.AUDIO)
                    .mapToLong(packet -> packet.ptsMicros() + packet.durationMicros())
                    .max()
                    .orElse(0);
            packets.stream()
                    .filter(packet -> packet.kind() == StreamKind.AUDIO)
                    .forEach(packet -> sound.addAll(pcm.decode(packet)));
            sound.addAll(pcm.drain());
        }
    }

    private void seen(List<Frame> frames) {
        for (Frame frame : frames) {
            frameTimes.add(frame.ptsMicros());
            mostSteps = Math.max(mostSteps, steps(frame));
            frame.close();
        }
    }

    public List<Long> frameTimes() {
        return frameTimes;
    }

    public long soundMicros() {
        PcmBlock last = sound.getLast();
        return last.ptsMicros() + last.durationMicros();
    }

    /** When its first sample is heard. */
    public long soundFromMicros() {
        return sound.getFirst().ptsMicros();
    }

    /** When its last sample has been heard, as the container says: what fills a codec's last packet does not count. */
    public long soundEndMicros() {
        return soundEndMicros;
    }

    /** When it is first louder than a quarter of its loudest sample. */
    public long loudFromMicros() {
        int loud = loudest() / 4;
        for (PcmBlock block : sound) {
            for (int i = 0; i < block.samples().length; i++) {
                if (Math.abs(block.samples()[i]) > loud) {
                    return block.ptsMicros() + i * 1_000_000L / RATE;
                }
            }
        }
        return soundMicros();
    }

    /** Root mean square of the samples heard between two times. */
    double loudness(long fromMicros, long toMicros) {
        double sum = 0;
        int count = 0;
        for (PcmBlock block : sound) {
            for (int i = 0; i < block.samples().length; i++) {
                long at = block.ptsMicros() + i * 1_000_000L / RATE;
                if (at >= fromMicros && at < toMicros) {
                    sum += (double) block.samples()[i] * block.samples()[i];
                    count++;
                }
            }
        }
        return Math.sqrt(sum / Math.max(1, count));
    }

    /** How often a row of a picture changes by more than coding does, in the row where it does most often. */
    public int mostSteps() {
        return mostSteps;
    }

    /** The largest sample, of either sign. */
    public int loudest() {
        return sound.stream()
                .mapToInt(block -> {
                    int most = 0;
                    for (short sample : block.samples()) {
                        most = Math.max(most, Math.abs(sample));
                    }
                    return most;
                })
                .max()
                .orElse(0);
    }

    private static int steps(Frame frame) {
        ByteBuffer luma = frame.plane(0);
        int most = 0;
        for (int y = 0; y < frame.height(); y++) {
            int steps = 0;
            for (int x = 1; x < frame.width(); x++) {
                int at = y * frame.stride(0) + x;
                steps += Math.abs((luma.get(at) & 0xff) - (luma.get(at - 1) & 0xff)) > CODING_NOISE ? 1 : 0;
            }
            most = Math.max(most, steps);
        }
        return most;
    }
}
