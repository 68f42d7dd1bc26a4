/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Threads may have little stack: the runtime wants much of it once, and finds it. */
class LittleStackTest {
    @Test
    void aNetworkIsLoadedAndRunByAThreadWithHalfAMegabyteOfStack() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xss512k",
                        "-XX:-CreateCoredumpOnCrash",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Alone.class.getName())
                .inheritIO()
                .start();

        assertThat(other.waitFor())
                .as("exit code of a process whose threads have little stack")
                .isZero();
    }

    /** A process of its own: a stack that runs out takes the process with it. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] none) {
            try (InferenceSession session = Networks.open("picture");
                    InferenceBinding binding = session.bind(Map.of("image", new long[] {1, 3, 16, 16}))) {
                binding.run();
            }
        }
    }

    @Test
    void whoeverWaitsIsToldWhatWentWrongAndKeepsAnInterruptForLater() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> RoomyThread.wait("fails", () -> {
                    throw new IllegalStateException("as it is");
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("as it is");

        assertThat(Thread.interrupted()).isTrue();
    }
}
