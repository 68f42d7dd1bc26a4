/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.local.ExitCode;
import io.bauta.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortChoiceTest {
    @Test
    void noPortIsPickedTwice() {
        try (PortChoice choice = new PortChoice()) {
            assertThat(new int[] {choice.free(), choice.free(), choice.free()}).doesNotHaveDuplicates();
        }
    }

    @Test
    void aPortInUseIsRefusedWithTheOptionThatNamedIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PortChoice choice = new PortChoice()) {
            assertThatThrownBy(() -> choice.fixedOrFree(OptionalInt.of(taken.getLocalPort()), "--page-port"))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.exitCode())
                            .isEqualTo(ExitCode.LACKING))
                    .hasMessageContaining("port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("--page-port");
        }
    }

    @Test
    void whatIsNoPortIsRefused() {
        try (PortChoice choice = new PortChoice()) {
            assertThatThrownBy(() -> choice.fixedOrFree(OptionalInt.of(70_000), "--fog-port"))
                    .hasMessageContaining("--fog-port 70000 is no port");
        }
    }

    @Test
    void aPortIsFreeAgainAfterwards() throws IOException {
        int port;
        try (PortChoice choice = new PortChoice()) {
            port = choice.free();
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
        }
    }
}
