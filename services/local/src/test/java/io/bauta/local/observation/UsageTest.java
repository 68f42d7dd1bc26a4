/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UsageTest {
    private final UsageLedger ledger = new UsageLedger();

    @Test
    void processorTimeOfAllLivesIsAddedUp() {
        ledger.note("egress", 1, usage(2, 100));
        ledger.note("egress", 1, usage(3, 120));
        ledger.note("egress", 2, usage(1, 90));

        assertThat(ledger.cpuSeconds("egress")).isCloseTo(4, within(1e-9));
        assertThat(ledger.rssBytesMax("egress")).hasValue(120);
    }

    @Test
    void anEndedProcessTakesNothingBack() {
        ledger.note("egress", 1, usage(3, 120));
        ledger.note("egress", 1, new ProcessUsage(0, OptionalLong.empty(), OptionalLong.empty()));

        assertThat(ledger.cpuSeconds("egress")).isCloseTo(3, within(1e-9));
        assertThat(ledger.rssBytesMax("egress")).hasValue(120);
    }

    @Test
    void aServiceNobodyLookedAtHasUsedNothing() {
        assertThat(ledger.cpuSeconds("partner")).isZero();
        assertThat(ledger.rssBytesMax("partner")).isEmpty();
    }

    @Test
    void memoryIsReadFromTheSystemsOwnWords() {
        String status = "Name:\tjava\nVmPeak:\t 9 kB\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\n";

        assertThat(ProcessUsage.field(status, "VmHWM:")).hasValue(2L << 20);
        assertThat(ProcessUsage.field(status, "VmSwap:")).isEmpty();
    }

    @Test
    void thisProcessUsesSomething() {
        assertThat(ProcessUsage.of(ProcessHandle.current()).cpuSeconds()).isPositive();
    }

    private static ProcessUsage usage(double cpu, long most) {
        return new ProcessUsage(cpu, OptionalLong.of(most), OptionalLong.of(most));
    }
}
