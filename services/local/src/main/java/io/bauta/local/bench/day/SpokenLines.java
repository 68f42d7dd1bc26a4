/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.day;

import io.bauta.contracts.site.SourceLocation;
import io.bauta.local.street.sound.SpeechClip;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.audio.PcmDecoder;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceOptions;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What people in a drawn street say: a line at a time, 16 kHz mono. May be shared between microphones of one thread. */
interface SpokenLines {
    /** The next line: at least a hop, and no more than half a minute. */
    short[] next(SplittableRandom chance);

    /** The project's own synthetic speech, each time a little faster and higher or slower and lower. */
    static SpokenLines drawn() {
        SpeechClip clip = SpeechClip.load();
        return chance -> stretched(
                clip.samplesOf(clip.lines().get(chance.nextInt(clip.lines().size()))), chance.nextDouble(0.85, 1.2));
    }

    /**
     * The sound files of a folder; each is read anew when it is its turn, so that they take no memory.
     *
     * @throws IOException if the folder cannot be read, or is empty
     */
    static SpokenLines of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(folder + " holds no recordings");
        }
        return chance -> read(files.get(chance.nextInt(files.size())));
    }

    private static short[] stretched(short[] line, double speed) {
        short[] other = new short[(int) ((line.length - 1) / speed)];
        for (int i = 0; i < other.length; i++) {
            double place = i * speed;
            int before = (int) place;
            other[i] = (short) Math.round(line[before] + (place - before) * (line[before + 1] - line[before]));
        }
        return other;
    }

    private static short[] read(Path file) {
        short[] line = new short[30 * DayBlock.RATE];
        int length = 0;
        try (SourceReader reader = SourceReader.open(new SourceLocation(file.toString()), SourceOptions.defaults())) {
            SourceStream stream = reader.stream(StreamKind.AUDIO)
                    .orElseThrow(() -> new UncheckedIOException(new IOException(file + " holds no sound")));
            try (PcmDecoder decoder = PcmDecoder.open(stream, DayBlock.RATE)) {
                for (Optional<Packet> next = reader.next();
                        next.isPresent() && length < line.length;
                        next = reader.next()) {
                    for (PcmBlock block : decoder.decode(next.get())) {
                        int taken = Math.min(block.samples().length, line.length - length);
                        System.arraycopy(block.samples(), 0, line, length, taken);
                        length += taken;
                    }
                }
            }
        }
        return Arrays.copyOf(line, Math.max(length, DayBlock.HOP));
    }
}
