/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Scripts, pipes and this test have no terminal. */
class TerminalTest {
    @Test
    void withoutATerminalItStillTellsHowItGoes() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(written, true, UTF_8);

        try (ProgressLine progress = ProgressLine.on(out, "drawing");
                StatusLine status = new StatusLine(out, false)) {
            progress.show(0.5);
            status.say("everything is up");
        }

        assertThat(Terminal.isThere()).isFalse();
        assertThat(written.toString(UTF_8))
                .contains("drawing")
                .contains("everything is up")
                .doesNotContain("\r");
    }
}
