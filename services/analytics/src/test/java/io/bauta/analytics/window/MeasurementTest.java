/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final SensorId CAMERA = new SensorId("cam-1");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration CHUNK = Duration.ofMillis(500);

    private final List<String> published = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private Instant now = NOON;

    private Measurement<Instant> measurement(Resume resume) {
        return new Measurement<>(
                (sensor, closedBefore) -> new ChunkCounter(closedBefore),
                start -> start,
                sensor -> resume,
                (sensor, start, epoch, sequence, window) ->
                        published.add(Duration.between(NOON, start).toSeconds() + " as " + epoch + "/" + sequence),
                () -> now);
    }

    private void chunk(Measurement<Instant> measurement, long number) {
        Envelope envelope =
                Envelope.of(Topic.ANON_VIDEO, CAMERA, "/test", NOON.plus(CHUNK.multipliedBy(number)), 1, number);
        var unused = measurement.take(envelope, new byte[0], 0, () -> done.add(number));
    }

    @Test
    void aChunkIsDoneWithOnlyOnceItsWindowIsPublished() {
        Measurement<Instant> measurement = measurement(Resume.FROM_NOTHING);
        chunk(measurement, 0);
        chunk(measurement, 1);
        assertThat(done).isEmpty();

        chunk(measurement, 2);

        assertThat(published).containsExactly("0 as " + NOON.toEpochMilli() + "/0");
        assertThat(done).containsExactly(0L, 1L);
    }

    @Test
    void recordsAreNumberedWithoutGapsInTheEpochOfTheFirstWindow() {
        Measurement<Instant> measurement = measurement(Resume.FROM_NOTHING);
        for (long number : List.of(0L, 1L, 2L, 3L, 10L, 12L)) {
            chunk(measurement, number);
        }
        String epoch = " as " + NOON.toEpochMilli();
        assertThat(published).containsExactly("0" + epoch + "/0", "1" + epoch + "/1", "5" + epoch + "/2");
    }

    @Test
    void afterARestartNumbersGoOnAndNothingIsPublishedTwice() {
        Measurement<Instant> before = measurement(Resume.FROM_NOTHING);
        for (long number = 0; number <= 4; number++) {
            chunk(before, number);
        }
        assertThat(published).hasSize(2);
        long epoch = NOON.toEpochMilli();

        Measurement<Instant> after =
                measurement(new Resume(Optional.of(new Resume.Published(NOON.plusSeconds(1), epoch, 1))));
        for (long number = 2; number <= 6; number++) {
            chunk(after, number);
        }

        assertThat(published).containsExactly("0 as " + epoch + "/0", "1 as " + epoch + "/1", "2 as " + epoch + "/2");
        assertThat(done).endsWith(2L, 3L, 4L, 5L);
    }

    @Test
    void theLastWindowOfASensorThatFallsSilentIsPublished() {
        Measurement<Instant> measurement = measurement(Resume.FROM_NOTHING);
        chunk(measurement, 0);
        now = now.plusSeconds(2);
        measurement.closeIdle(Duration.ofSeconds(3));
        assertThat(published).isEmpty();

        now = now.plusSeconds(2);
        measurement.closeIdle(Duration.ofSeconds(3));
        measurement.closeIdle(Duration.ofSeconds(3));

        assertThat(published).hasSize(1);
        assertThat(done).containsExactly(0L);
    }

    @Test
    void sensorsOfPartitionsThatGoAwayAreForgottenUnpublished() {
        Measurement<Instant> measurement = measurement(Resume.FROM_NOTHING);
        chunk(measurement, 0);

        measurement.forget(Set.of(0));
        now = now.plusSeconds(60);
        measurement.closeIdle(Duration.ofSeconds(3));

        assertThat(Map.of("sensors", measurement.sensors(), "published", published.size(), "done", done.size()))
                .isEqualTo(Map.of("sensors", 0, "published", 0, "done", 0));
    }

    /** A meter whose windows are nothing but their start. */
    private static final class ChunkCounter implements Meter<Instant> {
        private final OpenWindows<Object> windows;

        ChunkCounter(Instant closedBefore) {
            windows = new OpenWindows<>(Duration.ofSeconds(1), closedBefore, Object::new);
        }

        @Override
        public Measured<Instant> add(Envelope envelope, byte[] media) {
            long start = Micros.of(envelope.time());
            List<Instant> closed = starts(windows.advanceTo(start));
            var unused = windows.at(start);
            return new Measured<>(Reading.MEASURED, closed, envelope.time());
        }

        @Override
        public List<Instant> closeOpen() {
            return starts(windows.closeAll());
        }

        @Override
        public Instant closedBefore() {
            return windows.closedBefore();
        }

        private static List<Instant> starts(List<OpenWindows.Closed<Object>> closed) {
            return closed.stream().map(OpenWindows.Closed::start).toList();
        }
    }
}
