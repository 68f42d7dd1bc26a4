/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.chunk;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.media.video.EncodedPacket;
import io.bauta.raw.AccessUnit;
import io.bauta.raw.EndOfStream;
import io.bauta.raw.RawRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A camera that delivers noise in H.264, 25 pictures a second, 160×96, a keyframe every second. */
public final class Camera {
    public static final int WIDTH = 160;
    public static final int HEIGHT = 96;
    public static final int GROUP = 25;
    public static final long STEP = 40_000;
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private Camera() {}

    /** So many pictures as the records of one epoch, and its end. */
    public static List<RawRecord> records(SensorId sensor, long epoch, int pictures) {
        List<EncodedPacket> packets = Pictures.encoded(WIDTH, HEIGHT, pictures, GROUP, 0, STEP);
        List<RawRecord> records = units(sensor, epoch, packets);
        records.add(new EndOfStream(envelope(sensor, epoch, pictures, pictures * STEP)));
        return records;
    }

    public static List<RawRecord> units(SensorId sensor, long epoch, List<EncodedPacket> packets) {
        List<RawRecord> records = new ArrayList<>();
        for (EncodedPacket packet : packets) {
            records.add(new AccessUnit(
                    envelope(sensor, epoch, records.size(), packet.ptsMicros()),
                    "h264",
                    packet.keyframe(),
                    packet.ptsMicros(),
                    Optional.empty(),
                    packet.data()));
        }
        return records;
    }

    /** The same unit with other bytes. */
    public static AccessUnit damaged(RawRecord record, byte[] data) {
        AccessUnit unit = (AccessUnit) record;
        return new AccessUnit(
                unit.envelope(), unit.codec(), unit.keyframe(), unit.ptsMicros(), unit.codecConfiguration(), data);
    }

    public static Envelope envelope(SensorId sensor, long epoch, long sequence, long ptsMicros) {
        return Envelope.of(
                Topic.RAW_VIDEO,
                sensor,
                "/test/node-1/ingestion",
                START.plusSeconds(100 * epoch).plus(ptsMicros, ChronoUnit.MICROS),
                epoch,
                sequence);
    }
}
