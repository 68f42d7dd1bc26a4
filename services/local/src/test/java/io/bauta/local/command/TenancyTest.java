/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.local.home.HomeFolder;
import io.bauta.local.home.ProcessIdentity;
import io.bauta.local.home.RunFile;
import io.bauta.local.home.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenancyTest {
    @TempDir
    Path folder;

    @Test
    void aSecondRunIsToldHowToStopTheFirst() throws IOException {
        HomeFolder home = new HomeFolder(folder);
        try (Tenancy first = Tenancy.of(home)) {
            assertThat(first.home()).isEqualTo(home);
            assertThatThrownBy(() -> Tenancy.of(home)).hasMessageContaining("./bauta down --home " + folder);
        }
    }

    @Test
    void aDemoDoesNotTouchWhatUpKeeps() throws IOException {
        HomeFolder home = new HomeFolder(folder);
        Tenancy.of(home).close();

        assertThatThrownBy(() -> Tenancy.ofDemo(home)).hasMessageContaining("--home");
    }

    @Test
    void aDemoMayFollowADemo() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("demo-home"));
        Tenancy.ofDemo(home).close();

        Tenancy.ofDemo(home).close();
    }

    @Test
    void aFileLeftByAKilledRunIsRecognisedAsStale() throws IOException {
        HomeFolder home = new HomeFolder(folder.resolve("h"));
        home.create();
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
        ProcessIdentity gone = new ProcessIdentity(self.pid(), self.startedAtMillis() - 3_600_000);
        new RunFile(home).write(new RunState("up", gone, "", "", "", "", "", List.of()));

        assertThat(StatusCommand.runningIn(home)).isEmpty();
        Tenancy.of(home).close();
        assertThat(new RunFile(home).read()).isEmpty();
    }
}
