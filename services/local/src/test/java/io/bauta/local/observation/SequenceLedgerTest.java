/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceLedgerTest {
    @Test
    void numbersInOrderLeaveNeitherGapNorDouble() {
        SequenceLedger ledger = seen(0, 1, 2, 3);

        assertThat(ledger.gaps()).isZero();
        assertThat(ledger.duplicates()).isZero();
    }

    @Test
    void numbersPassedOverAreGaps() {
        assertThat(seen(0, 4).gaps()).isEqualTo(3);
    }

    @Test
    void aMissingBeginningIsAGap() {
        assertThat(seen(2).gaps()).isEqualTo(2);
    }

    @Test
    void aLateNumberFillsItsGapAndIsNoDouble() {
        SequenceLedger ledger = seen(0, 2, 1);

        assertThat(ledger.gaps()).isZero();
        assertThat(ledger.duplicates()).isZero();
    }

    @Test
    void aNumberSeenBeforeIsADouble() {
        assertThat(seen(0, 1, 1, 0).duplicates()).isEqualTo(2);
    }

    private static SequenceLedger seen(long... numbers) {
        SequenceLedger ledger = new SequenceLedger(0);
        LongStream.of(numbers).forEach(ledger::arrived);
        return ledger;
    }
}
