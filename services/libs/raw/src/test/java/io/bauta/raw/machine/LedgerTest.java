/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.AnonymisationResult.Withheld;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.RawSamples;
import io.bauta.raw.lane.RawPosition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which offset may be committed: nothing that any sensor must see again lies before it. */
class LedgerTest {
    private static final SensorId ONE = new SensorId("one");
    private static final SensorId TWO = new SensorId("two");

    private final Ledger ledger = new Ledger("raw.video.v1", InstantSource.fixed(RawSamples.START));

    @BeforeEach
    void anEmptyPartition() {
        ledger.load(0, 100, Map.of());
    }

    @Test
    void aSensorNeverSeenIsNumberedFromZeroInAnEpochOfNow() {
        SensorCheckpoint before = ledger.before(chunk(ONE, 100));

        assertThat(before.epoch()).isEqualTo(RawSamples.START.toEpochMilli());
        assertThat(before.anonSequence()).isZero();
        assertThat(before.auditSequence()).isZero();
        assertThat(before.previous()).isEmpty();
    }

    @Test
    void whatIsCommittedIsGoneOnFrom() {
        ledger.commit(0, Map.of(ONE, checkpoint(105, 4)));

        assertThat(ledger.before(chunk(ONE, 105))).isEqualTo(checkpoint(105, 4));
        assertThat(ledger.committed(0, ONE)).contains(checkpoint(105, 4));
        assertThat(ledger.committed(0, TWO)).isEmpty();
    }

    @Test
    void whereNothingIsHeldTheReadersPositionIsCommitted() {
        ledger.fed(0, ONE, 110);
        ledger.readUpTo(0, 111);

        assertThat(offsetWith(ONE, checkpoint(111, 1))).isEqualTo(111);
        assertThat(heldWith(ONE, checkpoint(111, 1))).isFalse();
    }

    @Test
    void theKeyframeAChunkHangsOnIsSeenAgain() {
        ledger.fed(0, ONE, 100);
        ledger.fed(0, ONE, 120);
        ledger.readUpTo(0, 121);

        assertThat(offsetWith(ONE, checkpoint(104, 1))).isEqualTo(104);
        assertThat(heldWith(ONE, checkpoint(104, 1))).isTrue();
    }

    @Test
    void aSensorWithoutAnyResultYetHoldsTheOffsetAtItsFirstRecord() {
        ledger.fed(0, TWO, 102);
        ledger.fed(0, ONE, 103);
        ledger.fed(0, TWO, 104);
        ledger.readUpTo(0, 105);

        assertThat(offsetWith(ONE, checkpoint(104, 1))).isEqualTo(102);
    }

    @Test
    void theSlowestSensorDecides() {
        ledger.commit(0, Map.of(TWO, checkpoint(101, 9)));
        ledger.fed(0, TWO, 101);
        ledger.fed(0, ONE, 130);
        ledger.readUpTo(0, 131);

        assertThat(offsetWith(ONE, checkpoint(131, 1))).isEqualTo(101);
    }

    @Test
    void aSensorThatIsSilentHoldsNobodyBack() {
        ledger.commit(0, Map.of(TWO, checkpoint(50, 9)));
        ledger.fed(0, ONE, 130);
        ledger.readUpTo(0, 131);

        assertThat(offsetWith(ONE, checkpoint(131, 1))).isEqualTo(131);
    }

    @Test
    void whatWasHeldAtTheLastCommitStaysHeldUntilItsRecordsAreReadAgain() {
        ledger.load(0, 100, Map.of(TWO, checkpoint(110, 9).holding(true)));
        ledger.fed(0, ONE, 100);
        ledger.readUpTo(0, 101);
        assertThat(CheckpointText.read(metadataWith(ONE, checkpoint(101, 1)))
                        .get(TWO)
                        .held())
                .isTrue();

        ledger.readUpTo(0, 111);
        assertThat(CheckpointText.read(metadataWith(ONE, checkpoint(101, 1)))
                        .get(TWO)
                        .held())
                .isFalse();
    }

    @Test
    void aCommitThatIsOnlyTriedChangesNothing() {
        ledger.fed(0, ONE, 110);
        ledger.readUpTo(0, 111);
        offsetWith(ONE, checkpoint(111, 1));

        assertThat(ledger.committed(0, ONE)).isEmpty();
    }

    private long offsetWith(SensorId sensor, SensorCheckpoint checkpoint) {
        return ledger.offsetsWith(0, Map.of(sensor, checkpoint)).getValue().offset();
    }

    private boolean heldWith(SensorId sensor, SensorCheckpoint checkpoint) {
        return CheckpointText.read(metadataWith(sensor, checkpoint)).get(sensor).held();
    }

    private String metadataWith(SensorId sensor, SensorCheckpoint checkpoint) {
        return ledger.offsetsWith(0, Map.of(sensor, checkpoint)).getValue().metadata();
    }

    private static SensorCheckpoint checkpoint(long restart, long sequence) {
        return new SensorCheckpoint(new RawPosition(restart, 1, 0), false, 1, sequence, sequence, "d", 0, "", 0);
    }

    private static FinishedChunk chunk(SensorId sensor, long restart) {
        return FinishedChunk.of(
                sensor,
                0,
                new PolicyReference("strictest", 1),
                new Withheld(ChunkFacts.at(RawSamples.START, Duration.ZERO), WithheldReason.TIMED_OUT),
                new RawPosition(restart, 1, 0),
                "");
    }
}
