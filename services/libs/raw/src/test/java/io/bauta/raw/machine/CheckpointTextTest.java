/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.SensorId;
import io.bauta.raw.lane.RawPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointTextTest {
    private static final int BROKER_LIMIT = 64 << 10;

    @Test
    void whatIsWrittenIsRead() {
        Map<SensorId, SensorCheckpoint> checkpoints = Map.of(
                new SensorId("camera"),
                new SensorCheckpoint(
                        new RawPosition(123, 1_700_000_000_000L, 45),
                        true,
                        1_700_000_000_001L,
                        6,
                        7,
                        "ab".repeat(32),
                        1_700_000_000_000_000L,
                        "\"quoted\" ünd {braced}",
                        0),
                new SensorId("microphone"),
                new SensorCheckpoint(RawPosition.anyFrom(9), false, 1, 0, 0, "", 0, "", 12));

        assertThat(CheckpointText.read(CheckpointText.write(checkpoints))).isEqualTo(checkpoints);
    }

    @Test
    void nothingWrittenIsNothingRead() {
        assertThat(CheckpointText.read(null)).isEmpty();
        assertThat(CheckpointText.read("")).isEmpty();
        assertThat(CheckpointText.read(CheckpointText.write(Map.of()))).isEmpty();
    }

    @Test
    void whatTheMachineDidNotWriteIsRefused() {
        for (String text : List.of(
                "{",
                "null",
                "17",
                "[]",
                "{}",
                "{\"v\":2,\"s\":{}}",
                "{\"v\":1,\"s\":{\"camera\":[1,2,3]}}",
                "{\"v\":1,\"s\":{\"camera\":\"x\"}}",
                "{\"v\":1,\"s\":{\"No Sensor\":[0,0,0,0,0,0,0,\"\",0,\"\"]}}")) {
            assertThatThrownBy(() -> CheckpointText.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The figure of the README; the state is what the lanes of camera and microphone really write. */
    @Test
    void twoHundredAndFiftySensorsFitIntoOneOffset() {
        Map<SensorId, SensorCheckpoint> checkpoints = new HashMap<>();
        for (int i = 0; i < 250; i++) {
            checkpoints.put(
                    new SensorId("a-camera-at-the-corner-" + i),
                    new SensorCheckpoint(
                            new RawPosition(1_000_000_000L, 1_700_000_000_000L, 1_000_000_000L),
                            true,
                            1_700_000_000_000L,
                            1_000_000_000L,
                            1_000_000_000L,
                            "f".repeat(64),
                            1_700_000_000_000_000L,
                            "1700000000000000",
                            0));
        }

        assertThat(CheckpointText.write(checkpoints).length()).isLessThan(BROKER_LIMIT);
    }
}
