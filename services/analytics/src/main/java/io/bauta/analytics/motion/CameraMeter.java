/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.motion;

import io.bauta.analytics.window.ChunkOrder;
import io.bauta.analytics.window.Meter;
import io.bauta.analytics.window.Micros;
import io.bauta.analytics.window.OpenWindows;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.media.MediaException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Motion, frame rate and gaps of one camera. The chunks of a camera come in order and do not overlap, so a chunk that
 * begins at or after the end of a window closes it.
 */
public final class CameraMeter implements Meter<FlowWindow> {
    private final SensorId sensor;
    private final Duration length;
    private final PictureReader reader;
    private final OpenWindows<MotionTally> windows;
    private final ChunkOrder order = new ChunkOrder();
    private Picture last;
    private int width;
    private int height;
    private int late;

    /** @param closedBefore windows that begin before this instant were published earlier */
    public CameraMeter(SensorId sensor, Duration length, Instant closedBefore, PictureReader reader) {
        this.sensor = sensor;
        this.length = length;
        this.reader = reader;
        this.windows = new OpenWindows<>(length, closedBefore, MotionTally::new);
    }

    @Override
    public Measured<FlowWindow> add(Envelope envelope, byte[] media) {
        long start = Micros.of(envelope.time());
        ChunkOrder.Step step = order.step(envelope.epoch(), envelope.sequence());
        if (step.seen()) {
            return new Measured<>(Reading.SEEN_BEFORE, List.of(), envelope.time());
        }
        List<FlowWindow> closed = finish(windows.advanceTo(start));
        if (!step.joins()) {
            last = null;
        }
        windows.at(start).ifPresent(window -> window.missing(step.missing()));
        List<Picture> pictures;
        try {
            pictures = reader.read(media);
        } catch (MediaException e) {
            last = null;
            return new Measured<>(Reading.UNDECODABLE, closed, envelope.time());
        }
        long end = start;
        boolean inTime = false;
        for (Picture picture : pictures) {
            end = start + picture.offsetMicros();
            inTime |= take(picture, end);
        }
        late += inTime ? 0 : 1;
        return new Measured<>(inTime ? Reading.MEASURED : Reading.LATE, closed, Micros.instant(end));
    }

    private boolean take(Picture picture, long micros) {
        Picture before = last;
        last = picture;
        width = picture.width();
        height = picture.height();
        return windows.at(micros)
                .map(window -> {
                    window.frame();
                    if (before != null) {
                        window.difference(picture.luma().difference(before.luma()));
                    }
                    return true;
                })
                .orElse(false);
    }

    @Override
    public List<FlowWindow> closeOpen() {
        return finish(windows.closeAll());
    }

    @Override
    public Instant closedBefore() {
        return windows.closedBefore();
    }

    private List<FlowWindow> finish(List<OpenWindows.Closed<MotionTally>> closed) {
        return closed.stream().map(this::finish).toList();
    }

    private FlowWindow finish(OpenWindows.Closed<MotionTally> closed) {
        MotionTally tally = closed.tally();
        int lateNow = late;
        late = 0;
        return new FlowWindow(
                sensor.value(),
                closed.start(),
                (int) length.toSeconds(),
                tally.motionLevel(),
                (double) tally.frames() / length.toSeconds(),
                tally.frames(),
                tally.missing(),
                lateNow,
                width,
                height);
    }
}
