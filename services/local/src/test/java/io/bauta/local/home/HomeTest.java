/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    private HomeFolder home;

    @BeforeEach
    void aHome() throws IOException {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
    }

    @Test
    void theUsualPlaceFollowsTheDesktopsRules() {
        assertThat(HomeFolder.usual(Map.of("XDG_DATA_HOME", "/data")).path()).isEqualTo(Path.of("/data/bauta"));
        assertThat(HomeFolder.usual(Map.of()).path())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/bauta"));
    }

    @Test
    void onlyItsOwnerMayLookInside() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void deletingTheDataLeavesTheKeys() throws IOException {
        Files.createDirectories(home.brokerData("edge"));
        Files.writeString(home.brokerData("edge").resolve("segment"), "raw");
        Files.writeString(home.keys().resolve("node.pub"), "key");

        home.deleteData();
        home.deleteData();

        assertThat(home.path().resolve("data")).doesNotExist();
        assertThat(home.keys().resolve("node.pub")).exists();
    }

    @Test
    void twoRunsCannotShareAHome() throws IOException {
        try (HomeLock first = HomeLock.take(home).orElseThrow()) {
            assertThat(first).isNotNull();
            assertThat(HomeLock.take(home)).isEmpty();
        }
        Optional<HomeLock> next = HomeLock.take(home);
        assertThat(next).isPresent();
        next.get().close();
    }

    @Test
    void whatIsWrittenAboutARunIsReadBack() throws IOException {
        RunState state = state(ProcessIdentity.of(ProcessHandle.current()));
        RunFile file = new RunFile(home);

        file.write(state);

        assertThat(file.read()).contains(state);
        file.delete();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void aDamagedRunFileSaysNothing() throws IOException {
        Files.writeString(home.runFile(), "{\"launcher\": 3");

        assertThat(new RunFile(home).read()).isEmpty();
    }

    @Test
    void aProcessIsRecognisedByNumberAndStart() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());

        assertThat(self.stillRuns()).isTrue();
        assertThat(new ProcessIdentity(self.pid(), self.startedAtMillis() - 60_000).stillRuns())
                .isFalse();
    }

    @Test
    void leftoversOfAKilledRunAreEndedAndStrangersSpared() throws Exception {
        Process left = new ProcessBuilder("sleep", "60").start();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity once = ProcessIdentity.of(stranger.toHandle());
        RunState state = new RunState(
                "up",
                once,
                "",
                "",
                "",
                "",
                "",
                List.of(
                        service(ProcessIdentity.of(left.toHandle())),
                        service(new ProcessIdentity(once.pid(), once.startedAtMillis() - 60_000))));

        assertThat(Leftovers.end(state)).isEqualTo(1);

        assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    private static RunState.RunningService service(ProcessIdentity process) {
        return new RunState.RunningService("egress", process, 1, 1, true, 0);
    }

    private static RunState state(ProcessIdentity launcher) {
        return new RunState(
                "demo", launcher, "old-town", "square", "http://127.0.0.1:1/", "e", "f", List.of(service(launcher)));
    }
}
