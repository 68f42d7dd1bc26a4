/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aFlowWindowReadsAsItWasWritten() {
        FlowWindow window = new FlowWindow("cam-1", NOON, 1, 0.25, 12.5, 13, 1, 0, 1280, 720);
        assertThat(WindowCodec.readFlow(WindowCodec.write(window))).isEqualTo(window);
    }

    @Test
    void aSoundWindowIsPlainJsonWithATimePeopleCanRead() {
        SoundWindow window = new SoundWindow("mic-1", NOON, 1, -30.5, -12, false);
        assertThat(new String(WindowCodec.write(window), UTF_8))
                .isEqualTo("{\"sensor\":\"mic-1\",\"windowStart\":\"2026-11-24T12:00:00Z\",\"windowSeconds\":1,"
                        + "\"levelDbfs\":-30.5,\"peakDbfs\":-12.0,\"silent\":false}");
        assertThat(WindowCodec.readSound(WindowCodec.write(window))).isEqualTo(window);
    }

    @Test
    void aValueThatIsNoWindowIsRefusedWithoutBeingQuoted() {
        assertThatThrownBy(() -> WindowCodec.readFlow("{\"sensor\":\"secret".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> WindowCodec.readSound(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
