/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.delivery;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.ingestion.capture.Captured;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.SourceStatus;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.PcmChunk;
import io.bauta.raw.RawRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Epochs and sequence numbers of one sensor. An epoch begins with something that can be decoded by itself and ends with an
 * end of stream; inside it numbers run from 0 without a gap, and every unit joins on to the one before. Whatever breaks
 * that ends the epoch. Deterministic; not thread-safe.
 */
final class SensorNumbering {
    private final SensorId sensor;
    private final Topic topic;
    private final String source;
    private final SourceStatus status;
    private long wantedEpoch;
    private long epoch = -1;
    private long next;
    private boolean open;
    private long firstPts;
    private boolean leading;
    private Instant lastTime = Instant.EPOCH;

    /** @param source {@code ce_source} of its records */
    SensorNumbering(SensorId sensor, Topic topic, String source, SourceStatus status) {
        this.sensor = sensor;
        this.topic = topic;
        this.source = source;
        this.status = status;
    }

    SensorId sensor() {
        return sensor;
    }

    /** A connection stands; its first unit begins this epoch. */
    void begin(long newEpoch) {
        wantedEpoch = newEpoch;
    }

    /** @return empty for a picture that cannot be decoded from what came before */
    Optional<RawRecord> number(Captured.Picture picture) {
        if (!open && !picture.keyframe()) {
            status.dropped(DropReason.BEFORE_KEYFRAME, 1);
            return Optional.empty();
        }
        if (!open) {
            open();
            firstPts = picture.ptsMicros();
            leading = true;
        } else if (leading && picture.ptsMicros() < firstPts) {
            status.dropped(DropReason.LEADING, 1);
            return Optional.empty();
        } else {
            leading = leading && !picture.keyframe();
        }
        return Optional.of(new AccessUnit(
                envelope(picture.time()),
                picture.codec(),
                picture.keyframe(),
                picture.ptsMicros(),
                picture.configuration(),
                picture.data()));
    }

    RawRecord number(Captured.Sound sound) {
        if (!open) {
            open();
        }
        return new PcmChunk(envelope(sound.time()), sound.sampleRate(), sound.ptsMicros(), sound.data());
    }

    /** Ends the epoch, if one is open; what follows begins another. */
    Optional<RawRecord> end() {
        if (!open) {
            return Optional.empty();
        }
        RawRecord end = new EndOfStream(envelope(lastTime));
        open = false;
        return Optional.of(end);
    }

    private void open() {
        open = true;
        epoch = Math.max(epoch + 1, wantedEpoch);
        next = 0;
    }

    private Envelope envelope(Instant time) {
        lastTime = lastTime.isAfter(time) ? lastTime : time;
        return Envelope.of(topic, sensor, source, time, epoch, next++);
    }
}
