/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import io.bauta.ingestion.resume.EndReason;
import io.bauta.ingestion.resume.FileRun;
import io.bauta.ingestion.resume.ResumePlan;
import io.bauta.ingestion.timing.CameraClock;
import io.bauta.ingestion.timing.PlaybackClock;
import io.bauta.ingestion.timing.WallClock;
import io.bauta.media.MediaException;
import io.bauta.media.demux.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The life of one source: opens it, plays it, opens it again. Nothing that happens to it reaches another source. A
 * camera is tried again for ever; a file is played once, or round after round. {@link #run} belongs to one thread,
 * {@link #stop} may be called by any.
 */
public final class SourceRunner implements Runnable {
    private static final Logger LOG = Logger.getLogger(SourceRunner.class);
    private static final Duration GOOD_CONNECTION = Duration.ofSeconds(10);

    private final SourceGroup group;
    private final PacketSource.Opener opener;
    private final CaptureQueue queue;
    private final SourceStatus status;
    private final Recollection recollection;
    private final WallClock wall;
    private final Backoff backoff;
    private long newestWallMicros;
    private long newestEpoch;
    private volatile boolean stopping;
    private volatile PacketSource current;

    /** What the broker remembers of the source's sensors; waits until it answers. */
    public interface Recollection {
        ResumePlan plan(String fingerprint) throws InterruptedException;

        /** The largest epoch any of the sensors has had, as far as is known; 0 for none. */
        long newestEpoch();
    }

    public SourceRunner(
            SourceGroup group,
            PacketSource.Opener opener,
            CaptureQueue queue,
            SourceStatus status,
            Recollection recollection,
            WallClock wall,
            Backoff backoff) {
        this.group = group;
        this.opener = opener;
        this.queue = queue;
        this.status = status;
        this.recollection = recollection;
        this.wall = wall;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            if (group.isFile()) {
                playFile();
            } else {
                watchCamera();
            }
        } catch (InterruptedException e) {
            LOG.debugf("source=%s interrupted", group.name());
        } finally {
            if (stopping || status.state() != SourceState.FINISHED) {
                status.entered(SourceState.STOPPED);
            }
            queue.mark(new Captured.Ended(EndReason.STOPPED));
        }
    }

    /** Ends the run soon; the caller interrupts the thread as well, in case it is waiting. */
    public void stop() {
        stopping = true;
        PacketSource open = current;
        if (open != null) {
            open.close();
        }
    }

    private void watchCamera() throws InterruptedException {
        while (!stopping) {
            long since = wall.micros();
            String fault = connection();
            if (stopping) {
                return;
            }
            queue.mark(new Captured.Ended(EndReason.DISCONNECTED));
            if (wall.micros() - since > GOOD_CONNECTION.toNanos() / 1000) {
                backoff.reset();
            }
            waitAfter(fault);
        }
    }

    /** @return why it is over */
    private String connection() throws InterruptedException {
        status.entered(SourceState.CONNECTING);
        try (PacketSource source = open()) {
            CameraClock clock = new CameraClock(wall, newestWallMicros);
            CaptureSession session = new CaptureSession(group, source, clock, queue, status);
            requireSomething(session);
            queue.mark(new Captured.Begun(nextEpoch(), Optional.empty()));
            connected();
            try {
                session.play();
            } finally {
                newestWallMicros = Math.max(newestWallMicros, session.newestWallMicros());
            }
            return "the camera ended the stream";
        } catch (MediaException e) {
            return e.getMessage();
        } finally {
            current = null;
        }
    }

    private void playFile() throws InterruptedException {
        Path file = Path.of(group.location().value());
        while (!Files.isReadable(file)) {
            waitAfter(status.maskedLocation() + " cannot be read: put the file there and let this user read it");
        }
        long anchor = firstAnchor(FileRun.fingerprint(file));
        while (anchor >= 0 && !stopping) {
            anchor = round(file, anchor);
        }
    }

    /** When the file begins, milliseconds since 1970; 0 for now, negative for not at all. */
    private long firstAnchor(String fingerprint) throws InterruptedException {
        return switch (recollection.plan(fingerprint)) {
            case ResumePlan.Afresh _ -> 0;
            case ResumePlan.GoOn goOn -> {
                LOG.infof("source=%s goes on where it was", group.name());
                yield goOn.run().anchorMillis();
            }
            case ResumePlan.Done _ -> {
                LOG.infof("source=%s has been played already", group.name());
                status.entered(SourceState.FINISHED);
                yield -1;
            }
        };
    }

    /**
     * Plays the file once.
     *
     * @param anchor as {@link #firstAnchor} says
     * @return the next round's anchor; negative for no further round
     */
    private long round(Path file, long anchor) throws InterruptedException {
        status.entered(SourceState.CONNECTING);
        try (PacketSource source = open()) {
            long begins = anchor == 0 ? nextEpoch() : anchor;
            newestEpoch = Math.max(newestEpoch, begins);
            PlaybackClock clock = new PlaybackClock(wall, begins * 1000);
            CaptureSession session = new CaptureSession(group, source, clock, queue, status);
            requireSomething(session);
            queue.mark(new Captured.Begun(begins, Optional.of(new FileRun(FileRun.fingerprint(file), begins))));
            connected();
            playToTheEnd(session);
            return stopping ? -1 : nextRound(clock, begins, session.endMicros());
        } catch (MediaException e) {
            if (!stopping) {
                waitAfter(e.getMessage());
            }
            return anchor;
        } finally {
            current = null;
        }
    }

    /** A file that breaks off in the middle has ended there: trying again would end there again. */
    private void playToTheEnd(CaptureSession session) throws InterruptedException {
        try {
            session.play();
        } catch (SourceException e) {
            if (!stopping) {
                LOG.warnf("source=%s ended early: %s", group.name(), e.getMessage());
                status.dropped(DropReason.CORRUPT, 1);
            }
        }
    }

    private long nextRound(PlaybackClock clock, long begins, long lengthMicros) throws InterruptedException {
        if (lengthMicros == 0) {
            throw new MediaException("the file holds nothing to play: put a playable file there");
        }
        clock.awaitPassed(lengthMicros);
        queue.mark(new Captured.Ended(EndReason.FINISHED));
        queue.awaitDelivered();
        backoff.reset();
        if (group.loop()) {
            return begins + Math.ceilDiv(lengthMicros, 1000L);
        }
        status.entered(SourceState.FINISHED);
        LOG.infof("source=%s has been played to its end", group.name());
        return -1;
    }

    private PacketSource open() {
        PacketSource source = opener.open(group);
        current = source;
        if (stopping) {
            source.close();
        }
        return source;
    }

    private void connected() {
        status.entered(SourceState.CONNECTED);
        LOG.infof("source=%s connected location=%s", group.name(), status.maskedLocation());
    }

    private void requireSomething(CaptureSession session) {
        if (!session.hasSomethingToDeliver()) {
            throw new MediaException(status.maskedLocation() + " has neither picture nor sound for the sensors "
                    + group.sensors() + ": declare the kind of sensor it has");
        }
    }

    private long nextEpoch() {
        newestEpoch = Math.max(wall.millis(), Math.max(newestEpoch, recollection.newestEpoch()) + 1);
        return newestEpoch;
    }

    private void waitAfter(String fault) throws InterruptedException {
        Duration delay = backoff.next();
        if (status.failed(fault)) {
            LOG.warnf("source=%s failed: %s; trying again, next in %d ms", group.name(), fault, delay.toMillis());
        }
        status.reconnecting();
        wall.waitUntil(wall.micros() + delay.toNanos() / 1000);
    }
}
