/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.e2e.stories;

import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceReader;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import io.bauta.media.video.Frame;
import io.bauta.media.video.VideoDecoder;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A film as a player sees it.
 *
 * @param frames pictures decoded
 * @param seconds from the first picture to the end of the last
 * @param rising whether each picture is later than the one before
 * @param meanRun pixels between visible steps of brightness, mean over the rows of the first picture: how coarse it is
 */
record Film(int frames, double seconds, boolean rising, double meanRun) {
    private static final int VISIBLE_STEP = 16;

    static Film of(byte[] media) {
        try (SourceReader reader = SourceReader.open(media)) {
            SourceStream stream = reader.stream(StreamKind.VIDEO).orElseThrow();
            try (VideoDecoder decoder = VideoDecoder.open(stream.codec(), stream.codecConfiguration())) {
                Viewer viewer = new Viewer();
                long end = 0;
                for (Optional<Packet> packet = reader.next(); packet.isPresent(); packet = reader.next()) {
                    if (packet.get().stream() != stream.index()) {
                        continue;
                    }
                    end = Math.max(end, packet.get().ptsMicros() + packet.get().durationMicros());
                    decoder.decode(packet.get().data(), packet.get().ptsMicros())
                            .forEach(viewer::sees);
                }
                decoder.drain().forEach(viewer::sees);
                return new Film(viewer.frames, (end - viewer.first) / 1e6, viewer.rising, viewer.meanRun);
            }
        }
    }

    private static final class Viewer {
        private int frames;
        private long first;
        private long last = Long.MIN_VALUE;
        private boolean rising = true;
        private double meanRun;

        void sees(Frame frame) {
            try (frame) {
                if (frames++ == 0) {
                    first = frame.ptsMicros();
                    meanRun = meanRun(frame);
                }
                rising &= frame.ptsMicros() > last;
                last = frame.ptsMicros();
            }
        }
    }

    private static double meanRun(Frame frame) {
        ByteBuffer luma = frame.plane(0);
        int stride = frame.stride(0);
        int steps = 0;
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 1; x < frame.width(); x++) {
                int difference = (luma.get(y * stride + x) & 0xff) - (luma.get(y * stride + x - 1) & 0xff);
                if (Math.abs(difference) > VISIBLE_STEP) {
                    steps++;
                }
            }
        }
        return (double) frame.width() * frame.height() / (steps + frame.height());
    }
}
