/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartGateTest {
    private static final StartGate.Pace QUICK =
            new StartGate.Pace(Duration.ofMillis(500), Duration.ofMillis(20), 3, Duration.ofMillis(20));

    private final AtomicInteger begun = new AtomicInteger();
    private final List<List<WayOut>> told = new CopyOnWriteArrayList<>();

    @Test
    void whereNothingIsToBeTriedTheWorkBeginsAtOnce() {
        try (StartGate gate = new StartGate(List.of(), QUICK)) {
            gate.hold(begun::incrementAndGet, told::add);

            assertThat(begun).hasValue(1);
            assertThat(gate.isPassed()).isTrue();
        }
    }

    @Test
    void theWorkWaitsUntilTheLastWayIsShut() throws IOException {
        try (ServerSocket listening = listen(0);
                StartGate gate = gate(listening.getLocalPort())) {
            gate.hold(begun::incrementAndGet, told::add);
            await().until(() -> !gate.openWays().isEmpty());
            assertThat(gate.isPassed()).isFalse();
            assertThat(begun).hasValue(0);

            hangUp(listening);

            await().until(gate::isPassed);
            assertThat(begun).hasValue(1);
            assertThat(gate.openWays()).isEmpty();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aWayThatOpensAfterwardsIsToldOnceAndTheWorkIsNotBegunAgain() throws IOException {
        int port;
        try (ServerSocket known = listen(0)) {
            port = known.getLocalPort();
        }
        try (StartGate gate = gate(port)) {
            gate.hold(begun::incrementAndGet, told::add);
            await().until(gate::isPassed);

            try (ServerSocket opened = listen(port)) {
                await().until(() -> !told.isEmpty());
                assertThat(opened.isBound()).isTrue();
            }

            assertThat(told).containsExactly(List.of(new WayOut("127.0.0.1", port)));
            assertThat(begun).hasValue(1);
        }
    }

    @Test
    void aGateThatIsClosedBeforeBeginsNothing() throws IOException {
        try (ServerSocket listening = listen(0)) {
            StartGate gate = gate(listening.getLocalPort());
            gate.hold(begun::incrementAndGet, told::add);
            await().until(() -> !gate.openWays().isEmpty());

            gate.close();
            hangUp(listening);

            await().during(Duration.ofMillis(300)).until(() -> begun.get() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fog", "fog:", ":9092", "fog:99999", "fog:http", "a b:1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WayOut.parse(text))
                .withMessageContaining(text);
    }

    @Test
    void aNameThatNobodyKnowsIsShut() {
        assertThat(WayOut.parse("$(FOG_HOST):9092").isOpen(Duration.ofSeconds(1)))
                .isFalse();
        assertThat(WayOut.parse("[::1]:1").isOpen(Duration.ofSeconds(1))).isFalse();
    }

    private static StartGate gate(int port) {
        return new StartGate(List.of(new WayOut("127.0.0.1", port)), QUICK);
    }

    private static void hangUp(ServerSocket listening) throws IOException {
        listening.close();
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
