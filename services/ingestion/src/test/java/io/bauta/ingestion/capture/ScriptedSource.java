/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.media.audio.PcmBlock;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceException;
import io.bauta.media.demux.SourceStatistics;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A source that delivers what a test wrote down; each line of the script may also change the statistics or fail. */
public final class ScriptedSource implements PacketSource {
    private final Queue<Line> script = new ArrayDeque<>();
    private final boolean sound;
    private SourceStatistics statistics = new SourceStatistics(0, 0, 0, 0, 0);
    private volatile boolean closed;

    private interface Line {
        Optional<Packet> play();
    }

    public ScriptedSource(boolean sound) {
        this.sound = sound;
    }

    public ScriptedSource picture(long pts, boolean keyframe) {
        return packet(video(pts, pts, keyframe));
    }

    /** A run of pictures at 25 a second, each {@code group} of them beginning with a keyframe. */
    public ScriptedSource pictures(int count, int group) {
        for (int i = 0; i < count; i++) {
            picture(i * 40_000L, i % group == 0);
        }
        return this;
    }

    public ScriptedSource packet(Packet packet) {
        script.add(() -> Optional.of(packet));
        return this;
    }

    /** 100 ms of sound. */
    public ScriptedSource sound(long pts) {
        return packet(new Packet(1, StreamKind.AUDIO, pts, pts, 100_000, true, 0, 0, Optional.empty(), new byte[9]));
    }

    /** Before the next packet an oversized one is dropped. */
    public ScriptedSource oversized() {
        Line next = () -> {
            statistics = new SourceStatistics(0, 0, statistics.oversized() + 1, 0, 0);
            return script.remove().play();
        };
        script.add(next);
        return this;
    }

    public ScriptedSource fails(SourceException.Kind kind) {
        script.add(() -> {
            throw new SourceException(kind, "rtsp://***@camera: " + kind);
        });
        return this;
    }

    static Packet video(long pts, long dts, boolean keyframe) {
        return new Packet(
                0, StreamKind.VIDEO, pts, dts, 40_000, keyframe, 0, 0, Optional.empty(), new byte[] {(byte) pts});
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Optional<SourceStream> stream(StreamKind kind) {
        if (kind == StreamKind.VIDEO) {
            return Optional.of(new SourceStream(0, kind, "mjpeg", Optional.empty(), 320, 180, 25, 0, 0));
        }
        return sound
                ? Optional.of(new SourceStream(1, kind, "aac", Optional.empty(), 0, 0, 0, 48_000, 2))
                : Optional.empty();
    }

    @Override
    public Optional<Packet> next() {
        if (closed) {
            throw new SourceException(SourceException.Kind.CLOSED, "closed");
        }
        return script.isEmpty() ? Optional.empty() : script.remove().play();
    }

    @Override
    public SourceStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public SoundDecoder soundDecoder(SourceStream stream) {
        return new SoundDecoder() {
            @Override
            public List<PcmBlock> decode(Packet packet) {
                return List.of(new PcmBlock(packet.ptsMicros(), 16_000, new short[1600]));
            }

            @Override
            public List<PcmBlock> drain() {
                return List.of();
            }

            @Override
            public long damaged() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
