/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import static io.bauta.egress.door.EdgeNode.CAMERA;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Topic;
import io.bauta.egress.config.DoorLimits;
import io.bauta.egress.door.DoorState;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.testing.kafka.KafkaInJvm;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The uplink is away: records wait on the edge within bounds, the oldest go first, and what is lost is counted. */
class UplinkIT {
    private static final int BOUND = 300_000;
    private static final int MEDIA = 100_000;
    private static final DoorLimits TIGHT =
            new DoorLimits(BOUND, Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofMillis(300));

    private final Street street = new Street(
            KafkaInJvm.edge(settings -> settings.withPartitions(1)),
            KafkaInJvm.fog(settings -> settings.withPartitions(2)));

    @AfterEach
    void close() {
        street.close();
    }

    @Test
    void whatTheRetentionTakesMeanwhileIsCountedAndTheRestFollows() {
        try (DoorKeeper door = street.door(street.clients(), street.node.inspection(), TIGHT)) {
            writeLargeChunks(0, 5);
            street.awaitAtFog(Topic.ANON_VIDEO, 5);

            // When the uplink goes, more comes than may be under way, and the retention takes the oldest
            street.fog.stop();
            writeLargeChunks(5, 120);
            Street.await(() -> door.state() instanceof DoorState.UplinkAway, "the uplink to be missed");
            Street.await(() -> street.gauge(EgressMetrics.LAG) > 200, "the lag to show");
            assertThat(street.gauge(EgressMetrics.IN_FLIGHT_BYTES)).isLessThan(BOUND + 2 * MEDIA);
            assertThat(street.gauge(EgressMetrics.UPLINK_UP)).isZero();
            street.retentionTakesUpTo(Topic.ANON_VIDEO, 110);
            street.fog.start();

            // Then what was under way and what was left arrives
            Street.await(() -> street.camerasNumbers().contains(119L), "the last chunk");
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 120);
            Street.await(() -> door.state() instanceof DoorState.Open, "the door to be open");
        }
        List<Long> numbers = street.camerasNumbers();
        long lost = 120L - numbers.size();
        assertThat(lost).isPositive();
        assertThat(numbers)
                .isEqualTo(LongStream.concat(LongStream.range(0, 110 - lost), LongStream.range(110, 120))
                        .boxed()
                        .toList());
        assertThat(street.counted(EgressMetrics.EXPIRED)).isEqualTo((double) lost);
        assertThat(street.counted(EgressMetrics.GAPS)).isEqualTo((double) lost);
        assertThat(street.notes()).as("retention is no forgery").isZero();
    }

    @Test
    void aDoorThatComesBackWhileTheUplinkIsAwayCountsALossOnce() {
        try (DoorKeeper door = street.door()) {
            street.writeChunks(0, 10);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 10);
            street.awaitAtFog(Topic.ANON_VIDEO, 10);
            assertThat(door.alive()).isTrue();
        }

        // Given the fog away, the door down, and a retention that takes chunks 10 to 29
        street.fog.stop();
        street.writeChunks(10, 40);
        street.retentionTakesUpTo(Topic.ANON_VIDEO, 30);

        // When a door tries again and again, another process's takes over, and the uplink comes back
        try (DoorKeeper door = street.door()) {
            Street.await(() -> door.state() instanceof DoorState.UplinkAway, "the uplink to be missed");
            Street.await(() -> street.counted(EgressMetrics.EXPIRED) > 0, "the loss to show before anything flows");
            sleep(Duration.ofSeconds(12));
            street.fog.start();
            street.awaitAtFog(Topic.ANON_VIDEO, 20);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 40);
            assertThat(door.alive()).isTrue();
        }

        // Then
        assertThat(street.counted(EgressMetrics.EXPIRED)).isEqualTo(20);
        assertThat(street.counted(EgressMetrics.GAPS)).isEqualTo(20);
        assertThat(street.camerasNumbers())
                .isEqualTo(LongStream.concat(LongStream.range(0, 10), LongStream.range(30, 40))
                        .boxed()
                        .toList());
        assertThat(street.notes()).isZero();
    }

    @Test
    void aDoorWithALargeBacklogAndALossyUplinkDeliversAllOfIt() {
        // Given 8 MB that wait, and a door that may have 1 MiB under way
        long count = 80;
        try (DoorKeeper door = street.door()) {
            for (long number = 0; number < count; number += 10) {
                writeLargeChunks(number, number + 10);
            }

            // When the fog goes away in the middle of it, twice
            for (int i = 1; i <= 2; i++) {
                long sofar = 15L * i;
                Street.await(() -> street.camerasNumbers().size() >= sofar, "some of it");
                street.fog.stop();
                Street.await(() -> street.gauge(EgressMetrics.UPLINK_UP) == 0 || !flowing(), "the loss to be noticed");
                assertThat(street.gauge(EgressMetrics.IN_FLIGHT_BYTES)).isLessThan((1 << 20) + 2 * MEDIA);
                street.fog.start();
            }
            street.awaitAtFog(Topic.ANON_VIDEO, (int) count);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, (int) count);
            assertThat(door.alive()).isTrue();
        }
        street.assertWhole(count);
    }

    /** Whether anything is left to be sent; with nothing under way an absent fog is noticed by asking only. */
    private boolean flowing() {
        return street.gauge(EgressMetrics.LAG) > 0;
    }

    private void writeLargeChunks(long from, long to) {
        street.writeRecords(LongStream.range(from, to)
                .mapToObj(number -> street.node.chunk(CAMERA, number, new byte[MEDIA], UnaryOperator.identity()))
                .flatMap(chunk -> Street.records(chunk).stream())
                .toList());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
