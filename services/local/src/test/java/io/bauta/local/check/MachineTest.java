/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.local.home.HomeFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final HomeFolder HOME = new HomeFolder(Path.of("/somewhere"));

    @Test
    void tooLittleMemoryIsOneLineWithBothNumbers() {
        assertThatThrownBy(() -> new Machine(2, 700L << 20, 100L << 30).requireEnoughIn(HOME))
                .hasMessageContaining("too little memory: 700 MiB are free")
                .hasMessageNotContaining("\n");
    }

    @Test
    void tooLittleDiskNamesTheFolder() {
        assertThatThrownBy(() -> new Machine(2, 8L << 30, 1L << 20).requireEnoughIn(HOME))
                .hasMessageContaining("too little disk: 1 MiB are free in /somewhere")
                .hasMessageContaining("--home");
    }

    @Test
    void enoughIsEnough() {
        assertThatCode(() -> new Machine(1, 2L << 30, 2L << 30).requireEnoughIn(HOME))
                .doesNotThrowAnyException();
    }

    @Test
    void thisMachineCanBeLookedAtBeforeTheFolderExists(@TempDir Path folder) throws IOException {
        Machine here = Machine.here(new HomeFolder(folder.resolve("not/there/yet")));

        assertThat(here.cores()).isPositive();
        assertThat(here.availableMemoryBytes()).isPositive();
        assertThat(here.freeDiskBytes()).isPositive();
    }
}
