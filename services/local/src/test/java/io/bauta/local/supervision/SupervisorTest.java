/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small shells stand in for services. */
class SupervisorTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Supervisor supervisor;

    @BeforeEach
    void aSupervisor() throws IOException {
        supervisor = new Supervisor(OrphanGuard.start(), Duration.ofSeconds(15));
    }

    @AfterEach
    void nothingIsLeftRunning() throws IOException {
        supervisor.close();
        assertThat(supervisor.services()).noneMatch(service -> service.process().isAlive());
    }

    @Test
    void aKilledServiceIsBackWithinSeconds() throws Exception {
        supervisor.start(service("a", "sleep 60"));
        await(supervisor::allReady);
        ProcessHandle first = only().process();

        first.destroyForcibly();
        await(() -> only().restarts() == 1 && supervisor.allReady());

        assertThat(only().process().pid()).isNotEqualTo(first.pid());
        assertThat(supervisor.state()).singleElement().satisfies(state -> {
            assertThat(state.restarts()).isEqualTo(1);
            assertThat(state.ready()).isTrue();
        });
    }

    @Test
    void aServiceThatKeepsDyingEndsTheRunAndShowsItsLog() throws IOException {
        supervisor.start(new ServiceLaunch(
                "a", List.of("sh", "-c", "echo no site file; exit 7"), Map.of(), folder, log("a"), 0, 0, () -> false));

        assertThatThrownBy(() -> await(() -> false))
                .isInstanceOf(ServiceKeepsDyingException.class)
                .hasMessageContaining("a ended 5 times before it was ready (exit code 7)")
                .hasMessageContaining("no site file");
    }

    @Test
    void aStoppedServiceIsNotStartedAgain() throws Exception {
        supervisor.start(service("a", "sleep 60"));
        await(supervisor::allReady);

        supervisor.stop(List.of("a", "unknown"));
        supervisor.tend();

        assertThat(only().process().isAlive()).isFalse();
        assertThat(only().restarts()).isZero();
    }

    @Test
    void ctrlCReachesNoServiceItself() throws Exception {
        supervisor.start(service("a", "sleep 60"));
        await(supervisor::allReady);

        new ProcessBuilder("kill", "-INT", Long.toString(only().process().pid()))
                .start()
                .waitFor();
        Thread.sleep(300);

        assertThat(only().process().isAlive()).isTrue();
    }

    @Test
    void whatAServiceSaysIsInItsLog() throws Exception {
        supervisor.start(service("a", "echo hello; sleep 60"));

        await(() -> Files.readString(log("a")).contains("hello"));
    }

    @Test
    void theTimeUntilReadyIsKeptFromTheFirstStart() throws Exception {
        supervisor.start(service("a", "sleep 60"));

        await(() -> only().firstReadyMillis().isPresent());

        assertThat(only().firstReadyMillis().getAsLong()).isBetween(0L, LIMIT.toMillis());
    }

    private SupervisedService only() {
        return supervisor.services().iterator().next();
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private ServiceLaunch service(String name, String script) {
        return new ServiceLaunch(
                name,
                List.of("sh", "-c", "exec sh -c '" + script + "'"),
                Map.of(),
                folder,
                log(name),
                0,
                0,
                () -> true);
    }

    private void await(Callable<Boolean> condition) throws IOException {
        Instant limit = Instant.now().plus(LIMIT);
        try {
            while (!condition.call()) {
                assertThat(Instant.now()).isBefore(limit);
                supervisor.tend();
                Thread.sleep(20);
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
