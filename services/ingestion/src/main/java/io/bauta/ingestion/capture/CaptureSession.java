/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.ingestion.timing.CaptureClock;
import io.bauta.ingestion.timing.Timeline;
import io.bauta.ingestion.timing.WallClock;
import io.bauta.media.demux.Packet;
import io.bauta.media.demux.SourceStatistics;
import io.bauta.media.demux.SourceStream;
import io.bauta.media.demux.StreamKind;
import java.util.Optional;

/**
 * One connection, or one round of a file: reads packets to the end and puts what they are into the queue, each with its
 * capture time. Pictures pass as they came; sound is decoded. Belongs to the source's thread.
 */
final class CaptureSession {
    private final PacketSource source;
    private final CaptureClock clock;
    private final CaptureQueue queue;
    private final SourceStatus status;
    private final Timeline timeline = new Timeline();
    private final Optional<SourceStream> video;
    private final Optional<SoundTrack> sound;
    private final ParameterSets parameterSets;
    private SourceStatistics seen = new SourceStatistics(0, 0, 0, 0, 0);
    private long endMicros;
    private long newestWallMicros;

    CaptureSession(
            SourceGroup group, PacketSource source, CaptureClock clock, CaptureQueue queue, SourceStatus status) {
        this.source = source;
        this.clock = clock;
        this.queue = queue;
        this.status = status;
        this.video = group.cameras().isEmpty() ? Optional.empty() : source.stream(StreamKind.VIDEO);
        this.sound = group.microphones().isEmpty()
                ? Optional.empty()
                : source.stream(StreamKind.AUDIO)
                        .map(stream -> new SoundTrack(stream, source, clock, queue, status, video.isEmpty()));
        this.parameterSets = new ParameterSets(video.map(SourceStream::codec).orElse(""));
    }

    /** Whether the source has any of what its sensors are to deliver. */
    boolean hasSomethingToDeliver() {
        return video.isPresent() || sound.isPresent();
    }

    /**
     * Returns at the regular end of the source.
     *
     * @throws io.bauta.media.demux.SourceException if it breaks off; what was read before is in the queue
     */
    void play() throws InterruptedException {
        try {
            for (Optional<Packet> packet = source.next(); packet.isPresent(); packet = source.next()) {
                take(packet.get());
            }
        } finally {
            note(source.statistics());
            finishSound();
        }
    }

    /** The end of the last packet on the session's time line, microseconds. */
    long endMicros() {
        return endMicros;
    }

    /** The largest wall-clock time given so far. */
    long newestWallMicros() {
        return newestWallMicros;
    }

    private void take(Packet packet) throws InterruptedException {
        if (note(source.statistics())) {
            queue.put(new Captured.Interrupted(StreamKind.VIDEO));
        }
        boolean picture =
                video.filter(stream -> stream.index() == packet.stream()).isPresent();
        boolean audible = sound.filter(track -> track.is(packet.stream())).isPresent();
        if (!picture && !audible) {
            return;
        }
        Timeline.Place place = timeline.place(packet.stream(), packet.dtsMicros(), packet.durationMicros());
        if (place.jumped()) {
            status.jumped();
            if (audible) {
                sound.get().interrupt();
            }
            queue.put(new Captured.Interrupted(packet.kind()));
        }
        long pts = packet.ptsMicros() + place.shiftMicros();
        clock.arrived(pts);
        endMicros = Math.max(endMicros, pts + packet.durationMicros());
        newestWallMicros = Math.max(newestWallMicros, clock.wallMicros(pts));
        if (picture) {
            putPicture(packet, pts);
        } else {
            sound.get().add(packet, place.shiftMicros());
        }
        if (sound.isPresent()) {
            sound.get().release();
        }
    }

    private void putPicture(Packet packet, long pts) throws InterruptedException {
        Optional<byte[]> configuration = Optional.empty();
        boolean keyframe = packet.keyframe();
        if (keyframe) {
            configuration = parameterSets.withKeyframe(
                    packet.data(),
                    packet.codecConfiguration().or(() -> video.flatMap(SourceStream::codecConfiguration)));
            if (parameterSets.changed()) {
                status.configurationChanged();
            }
            if (!parameterSets.complete()) {
                status.dropped(DropReason.NO_PARAMETER_SETS, 1);
                return;
            }
        }
        queue.put(new Captured.Picture(
                pts,
                WallClock.instant(clock.wallMicros(pts)),
                video.orElseThrow().codec(),
                keyframe,
                configuration,
                packet.data()));
    }

    /** What was heard is delivered, also when told to stop: the wait is the rest of one chunk. */
    private void finishSound() throws InterruptedException {
        if (sound.isPresent()) {
            boolean interrupted = Thread.interrupted();
            try (SoundTrack track = sound.get()) {
                track.finish();
                endMicros = Math.max(endMicros, track.endMicros());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @return whether something was dropped that later pictures may refer to */
    private boolean note(SourceStatistics now) {
        status.dropped(DropReason.EMPTY, now.empty() - seen.empty());
        status.dropped(DropReason.OVERSIZED, now.oversized() - seen.oversized());
        status.dropped(DropReason.CORRUPT, now.corrupt() - seen.corrupt());
        status.repairedTimes(now.repairedTimes() - seen.repairedTimes());
        boolean lost = now.oversized() > seen.oversized();
        seen = now;
        return lost;
    }
}
