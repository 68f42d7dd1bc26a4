/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.ingestion.timing.CaptureClock;
import io.bauta.ingestion.timing.WallClock;
import io.bauta.media.audio.PcmBlock;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The sound of one connection: decodes, cuts into chunks, and holds each chunk of a file back until its end has been
 * heard, because a microphone could not have delivered it earlier. Belongs to the source's thread.
 */
final class SoundTrack implements AutoCloseable {
    private final SourceStream stream;
    private final PacketSource.SoundDecoder decoder;
    private final CaptureClock clock;
    private final CaptureQueue queue;
    private final SourceStatus status;
    private final boolean alone;
    private final SoundChunker chunker = new SoundChunker();
    private final Deque<SoundChunker.Chunk> waiting = new ArrayDeque<>();
    private long shiftMicros;
    private long damaged;
    private long endMicros;

    /** @param alone whether there are no pictures that would be late if this waited for a chunk's end */
    SoundTrack(
            SourceStream stream,
            PacketSource source,
            CaptureClock clock,
            CaptureQueue queue,
            SourceStatus status,
            boolean alone) {
        this.stream = stream;
        this.decoder = source.soundDecoder(stream);
        this.clock = clock;
        this.queue = queue;
        this.status = status;
        this.alone = alone;
    }

    boolean is(int index) {
        return stream.index() == index;
    }

    void add(Packet packet, long shift) throws InterruptedException {
        shiftMicros = shift;
        cut(decoder.decode(packet));
        long now = decoder.damaged();
        status.dropped(DropReason.UNDECODABLE_SOUND, now - damaged);
        damaged = now;
        if (alone) {
            releaseAll();
        }
    }

    /** Lets the chunks go that have been heard to their end. */
    void release() throws InterruptedException {
        while (!waiting.isEmpty() && clock.hasPassed(waiting.peekFirst().endMicros())) {
            put(waiting.removeFirst());
        }
    }

    /** The source's clock jumps: what was heard so far is delivered, what follows is a new run. */
    void interrupt() throws InterruptedException {
        finish();
    }

    void finish() throws InterruptedException {
        cut(decoder.drain());
        waiting.addAll(chunker.rest());
        releaseAll();
    }

    long endMicros() {
        return endMicros;
    }

    @Override
    public void close() {
        decoder.close();
    }

    private void cut(List<PcmBlock> blocks) {
        for (PcmBlock block : blocks) {
            waiting.addAll(chunker.add(block, shiftMicros));
        }
    }

    private void releaseAll() throws InterruptedException {
        while (!waiting.isEmpty()) {
            clock.awaitPassed(waiting.peekFirst().endMicros());
            put(waiting.removeFirst());
        }
    }

    private void put(SoundChunker.Chunk chunk) throws InterruptedException {
        endMicros = chunk.endMicros();
        queue.put(new Captured.Sound(
                chunk.ptsMicros(),
                WallClock.instant(clock.wallMicros(chunk.ptsMicros())),
                chunk.sampleRate(),
                chunk.data()));
    }
}
