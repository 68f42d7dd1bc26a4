/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrphanGuardTest {
    @Test
    void whatIsLeftWhenThePipeClosesIsEnded() throws Exception {
        Process kept = new ProcessBuilder("sleep", "60").start();
        Process taken = new ProcessBuilder("sleep", "60").start();
        Process orphan = new ProcessBuilder("sleep", "60").start();
        OrphanGuard guard = OrphanGuard.start();
        guard.add(kept.pid());
        guard.add(orphan.pid());
        guard.add(taken.pid());
        guard.remove(taken.pid());
        guard.remove(kept.pid());

        guard.close();
        guard.await();

        assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(kept.isAlive()).isTrue();
        assertThat(taken.isAlive()).isTrue();
        kept.destroyForcibly();
        taken.destroyForcibly();
    }

    @Test
    void whoDoesNotListenIsMadeTo() throws Exception {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done").start();
        Thread.sleep(200);
        OrphanGuard guard = OrphanGuard.start();
        guard.add(deaf.pid());

        guard.close();

        assertThat(deaf.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
