/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.Topic;
import io.bauta.egress.door.Arrival;
import io.bauta.egress.door.EdgeNode;
import io.bauta.egress.door.RefusalReason;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.testing.kafka.KafkaInJvm;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever dies and whenever: each record at the fog once, none lost, in order. */
class ExactlyOnceIT {
    private final Street street = new Street(KafkaInJvm.edge(), KafkaInJvm.fog());

    @AfterEach
    void close() {
        street.close();
    }

    @ParameterizedTest
    @EnumSource(MortalClients.Step.class)
    void aDoorKilledAtAnyStepLosesNothingAndRepeatsNothing(MortalClients.Step step) {
        // Given records that keep coming, a forged one now and then, and doors that die one after the other
        long written = 0;
        for (int occurrence : new int[] {1, 3, 2}) {
            int reachable = step == MortalClients.Step.AFTER_FIRST_COMMIT ? 1 : occurrence;
            try (MortalClients clients = new MortalClients(street.clients(), step, reachable);
                    DoorKeeper door = street.door(clients)) {
                long deadline = System.nanoTime() + KafkaInJvm.patience().toNanos();
                while (!clients.dead()) {
                    street.writeChunks(written, written + 5);
                    street.write(new EdgeNode().chunk(written).media());
                    written += 5;
                    assertThat(door.alive()).isTrue();
                    assertThat(System.nanoTime()).as("waited for death").isLessThan(deadline);
                    LockSupport.parkNanos(20_000_000);
                }
            }
        }

        // When one comes that lives
        try (DoorKeeper door = street.door()) {
            street.writeChunks(written, written + 5);
            street.awaitAtFog(Topic.ANON_VIDEO, (int) written + 5);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, (int) written + 5);
            assertThat(door.alive()).isTrue();
        }

        // Then all is there once and in order, and every forged record is noted at least once
        street.assertWhole(written + 5);
        assertThat(street.counted(EgressMetrics.GAPS)).isZero();
        assertThat(Set.copyOf(street.reasons((int) written / 5)))
                .containsExactly(RefusalReason.NOT_SIGNED_BY_TRUSTED_NODE.label());
    }

    @Test
    void aDoorStoppedGentlyLeavesNothingToBeLookedUp() {
        try (DoorKeeper door = street.door()) {
            street.writeChunks(0, 50);
            street.awaitAtFog(Topic.ANON_VIDEO, 50);
            assertThat(door.alive()).isTrue();
        }

        try (DoorKeeper door = street.door()) {
            street.writeChunks(50, 60);
            street.awaitAtFog(Topic.ANON_VIDEO, 60);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 60);
            assertThat(door.alive()).isTrue();
        }

        street.assertWhole(60);
        assertThat(street.counted(EgressMetrics.ALREADY_ARRIVED)).isZero();
    }

    @Test
    void bothBrokersMayRestartUnderARunningDoor() {
        try (DoorKeeper door = street.door()) {
            street.writeChunks(0, 20);
            street.awaitAtFog(Topic.ANON_VIDEO, 20);

            // When the fog restarts while records come, and then the edge
            street.fog.stop();
            street.writeChunks(20, 60);
            street.fog.start();
            street.awaitAtFog(Topic.ANON_VIDEO, 60);
            street.edge.stop();
            street.edge.start();
            street.writeChunks(60, 100);

            // Then
            street.awaitAtFog(Topic.ANON_VIDEO, 100);
            street.awaitAtFog(Topic.AUDIT_PROVENANCE, 100);
            assertThat(door.alive()).isTrue();
        }
        street.assertWhole(100);
    }

    @Test
    void aDoorStartedBeforeItsBrokersWaitsForThem() {
        street.writeChunks(0, 5);
        street.edge.stop();
        street.fog.stop();
        try (DoorKeeper door = street.door()) {
            Street.await(() -> door.state().label().equals("edge-away"), "the edge to be missed");
            street.edge.start();
            Street.await(() -> door.state().label().equals("uplink-away"), "the fog to be missed");
            assertThat(street.gauge(EgressMetrics.LAG)).isGreaterThanOrEqualTo(10);
            street.fog.start();
            street.awaitAtFog(Topic.ANON_VIDEO, 5);
            Street.await(() -> door.state().label().equals("open"), "the door to be open");
            assertThat(street.gauge(EgressMetrics.UPLINK_UP)).isOne();
        }
        street.assertWhole(5);
    }

    @Test
    void aRecordWrittenTwiceLeavesOnce() {
        Arrival media = street.node.chunk(0).media();
        try (DoorKeeper door = street.door()) {
            street.write(media, media, street.node.chunk(1).media(), media);
            street.writeChunks(2, 3);
            street.awaitAtFog(Topic.ANON_VIDEO, 3);
            assertThat(door.alive()).isTrue();
        }

        assertThat(street.camerasNumbers()).containsExactly(0L, 1L, 2L);
        assertThat(street.counted(EgressMetrics.DUPLICATES)).isEqualTo(2);
    }
}
