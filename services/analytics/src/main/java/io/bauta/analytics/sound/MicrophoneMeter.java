/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.sound;

import io.bauta.analytics.window.ChunkOrder;
import io.bauta.analytics.window.Meter;
import io.bauta.analytics.window.Micros;
import io.bauta.analytics.window.OpenWindows;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.media.MediaException;
import io.bauta.media.audio.PcmBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sound level of one microphone; samples are told to windows one by one, whatever the length of a chunk. */
public final class MicrophoneMeter implements Meter<SoundWindow> {
    private static final long MICROS = 1_000_000;
    private final SensorId sensor;
    private final Duration length;
    private final SoundReader reader;
    private final OpenWindows<Level> windows;
    private final ChunkOrder order = new ChunkOrder();

    /** @param closedBefore windows that begin before this instant were published earlier */
    public MicrophoneMeter(SensorId sensor, Duration length, Instant closedBefore, SoundReader reader) {
        this.sensor = sensor;
        this.length = length;
        this.reader = reader;
        this.windows = new OpenWindows<>(length, closedBefore, Level::new);
    }

    @Override
    public Measured<SoundWindow> add(Envelope envelope, byte[] media) {
        long start = Micros.of(envelope.time());
        if (order.step(envelope.epoch(), envelope.sequence()).seen()) {
            return new Measured<>(Reading.SEEN_BEFORE, List.of(), envelope.time());
        }
        List<SoundWindow> closed = finish(windows.advanceTo(start));
        PcmBlock sound;
        try {
            sound = reader.read(media);
        } catch (MediaException e) {
            windows.at(start);
            return new Measured<>(Reading.UNDECODABLE, closed, envelope.time());
        }
        boolean inTime = spread(start, sound);
        long lastSample = start + Math.max(0, sound.samples().length - 1) * MICROS / sound.sampleRate();
        return new Measured<>(inTime ? Reading.MEASURED : Reading.LATE, closed, Micros.instant(lastSample));
    }

    /** Gives each run of samples to its window; false if all of them came too late. */
    private boolean spread(long start, PcmBlock sound) {
        boolean inTime = false;
        long windowMicros = Micros.of(length);
        int from = 0;
        while (from < sound.samples().length) {
            long micros = start + from * MICROS / sound.sampleRate();
            long windowEnd = (Math.floorDiv(micros, windowMicros) + 1) * windowMicros;
            int to = (int)
                    Math.min(sound.samples().length, Math.ceilDiv((windowEnd - start) * sound.sampleRate(), MICROS));
            int begin = from;
            Optional<Level> window = windows.at(micros);
            window.ifPresent(level -> level.add(sound.samples(), begin, to));
            inTime |= window.isPresent();
            from = to;
        }
        return inTime;
    }

    @Override
    public List<SoundWindow> closeOpen() {
        return finish(windows.closeAll());
    }

    @Override
    public Instant closedBefore() {
        return windows.closedBefore();
    }

    private List<SoundWindow> finish(List<OpenWindows.Closed<Level>> closed) {
        return closed.stream()
                .map(window -> new SoundWindow(
                        sensor.value(),
                        window.start(),
                        (int) length.toSeconds(),
                        window.tally().rmsDbfs(),
                        window.tally().peakDbfs(),
                        window.tally().silent()))
                .toList();
    }
}
