/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.media.studio.MovingSquare;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Parameter sets that are told in the stream only. */
class ParameterSetsTest {

    @Test
    void areFoundBeforeTheKeyframeTheyBelongTo() {
        // Given a keyframe that repeats the encoder's parameter sets, as video devices send it
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        byte[] told;
        try (VideoEncoder encoder = VideoEncoder.open(new VideoSettings(64, 48, 10, 2_000_000));
                Frame frame = MovingSquare.frame(0)) {
            told = encoder.codecConfiguration();
            packet.writeBytes(told);
            packet.writeBytes(encoder.encode(frame, true).getFirst().data());
        }

        // Then exactly these are found
        assertThat(ParameterSets.of(packet.toByteArray())).isEqualTo(told);
    }

    @Test
    void areFoundBehindShortStartCodesAndOtherUnits() {
        byte[] packet = {0, 0, 1, 9, 16, 0, 0, 0, 1, 0x67, 1, 2, 3, 0, 0, 1, 0x68, 4, 0, 0, 1, 0x65, 7, 7};

        assertThat(ParameterSets.of(packet)).containsExactly(0, 0, 0, 1, 0x67, 1, 2, 3, 0, 0, 0, 1, 0x68, 4);
    }

    @Test
    void whereThereAreNoneNothingIsFound() {
        assertThat(ParameterSets.of(new byte[] {0, 0, 1, 0x41, 1, 2})).isEmpty();
        assertThat(ParameterSets.of(new byte[] {0, 0, 1})).isEmpty();
        assertThat(ParameterSets.of(new byte[0])).isEmpty();
    }
}
