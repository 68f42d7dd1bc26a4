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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A media file decoded from beginning to end. */
final class WatchedFile {
    private static final int RATE = 16_000;

    private final List<Long> frameTimes = new ArrayList<>();
    private final List<PcmBlock> sound = new ArrayList<>();

    static WatchedFile of(Path file) throws IOException {
        WatchedFile watched = new WatchedFile();
        try (SourceReader reader = SourceReader.open(Files.readAllBytes(file))) {
            watched.watch(reader);
        }
        return watched;
    }

    private void watch(SourceReader reader) {
        SourceStream picture = reader.stream(StreamKind.VIDEO).orElseThrow();
        SourceStream sound = reader.stream(StreamKind.AUDIO).orElseThrow();
        try (VideoDecoder decoder = VideoDecoder.open(picture.codec(), picture.codecConfiguration());
                PcmDecoder pcm = PcmDecoder.open(sound, RATE)) {
            Optional<Packet> packet = reader.next();
            while (packet.isPresent()) {
                if (packet.get().kind() == StreamKind.VIDEO) {
                    seen(decoder.decode(packet.get().data(), packet.get().ptsMicros()));
                } else {
                    this.sound.addAll(pcm.decode(packet.get()));
                }
                packet = reader.next();
            }
            seen(decoder.drain());
            this.sound.addAll(pcm.drain());
        }
    }

    private void seen(List<Frame> frames) {
        for (Frame frame : frames) {
            frameTimes.add(frame.ptsMicros());
            frame.close();
        }
    }

    List<Long> frameTimes() {
        return frameTimes;
    }

    long soundMicros() {
        PcmBlock last = sound.getLast();
        return last.ptsMicros() + last.durationMicros();
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
}
