/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A person sees how far it has come and how long it will still take. */
class ProgressLineTest {
    @Test
    void aQuarterInTenSecondsLeavesThirty() {
        assertThat(ProgressLine.line("drawing", 0.25, Duration.ofSeconds(10)))
                .startsWith("drawing [########......................]  25 %")
                .endsWith("0:30 left");
    }

    @Test
    void nothingIsForetoldBeforeAnythingIsDone() {
        assertThat(ProgressLine.line("drawing", 0, Duration.ofSeconds(10))).endsWith("0 %");
    }

    @Test
    void atTheEndItSaysHowLongItTook() {
        assertThat(ProgressLine.line("drawing", 1, Duration.ofSeconds(3725))).endsWith("100 %  1:02:05");
    }

    @Test
    void whereNobodyWatchesATerminalALineIsWrittenEveryTenth() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ProgressLine line = new ProgressLine(new PrintStream(written, true, UTF_8), "drawing", false)) {
            for (int i = 1; i <= 1000; i++) {
                line.show(i / 1000.0);
            }
        }

        assertThat(written.toString(UTF_8).lines())
                .hasSizeBetween(10, 12)
                .last()
                .asString()
                .contains("100 %");
    }
}
