/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One processor is left to the one that is measured, and given back afterwards. */
class SplitCoresTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    @Test
    void theListOfTheSystemIsRead() {
        assertThat(SplitCores.allowed("Name:\tjava\nCpus_allowed:\t2f\nCpus_allowed_list:\t0-3,5\n"))
                .containsExactly(0, 1, 2, 3, 5);
        assertThat(SplitCores.allowed("Cpus_allowed_list:\t7")).containsExactly(7);
        assertThat(SplitCores.allowed("Name:\tjava\n")).isEmpty();
    }

    @Test
    void theLastProcessorIsFreeUntilItIsGivenBack() throws IOException {
        assumeThat(STATUS).exists();
        List<Integer> before = allowed();
        try (SplitCores cores = SplitCores.split()) {
            assumeThat(cores.alone()).as(cores.said()).isNotEmpty();
            assertThat(cores.alone()).endsWith(before.getLast().toString());
            assertThat(allowed()).isEqualTo(before.subList(0, before.size() - 1));
        }
        assertThat(allowed()).isEqualTo(before);
    }

    private static List<Integer> allowed() throws IOException {
        return SplitCores.allowed(Files.readString(STATUS));
    }
}
