/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.inference.ModelFile;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several looks from one smaller picture tell where things are in the frame itself. */
class EyesTest {
    private static final ModelFile STREET = ModelFile.exported(Path.of("../../models/exported/street"));

    @ParameterizedTest
    @EnumSource(Reach.class)
    void anEmptyStreetIsEmptyAtEveryReach(Reach reach) {
        try (Eyes eyes = Eyes.open(STREET, reach);
                Frame frame = Frame.black(1280, 720, 0)) {
            assertThat(eyes.look(frame)).noneMatch(one -> one.score() >= 0.5f);
            assertThat(eyes.kinds()).containsExactlyInAnyOrder(ObjectKind.values());
        }
    }

    @ParameterizedTest
    @EnumSource(Reach.class)
    void aPersonStandsWhereItStandsInFramesOfAnySize(Reach reach) {
        try (Eyes eyes = Eyes.open(STREET, reach)) {
            for (int times = 1; times <= 4; times++) {
                try (Frame frame = person(times)) {
                    Detection head = head(eyes.look(frame));

                    assertThat(head.x() + head.width() / 2).isCloseTo(240 * times, within(20f * times));
                    assertThat(head.y() + head.height() / 2).isCloseTo(100 * times, within(30f * times));
                }
            }
        }
    }

    @Test
    void eyesThatAreClosedAreClosedTwiceWithoutHarm() {
        Eyes eyes = Eyes.open(STREET, Reach.USUAL);

        eyes.close();
        eyes.close();

        assertThat(eyes.model()).isEqualTo(STREET.sha256());
    }

    private static Detection head(List<Detection> found) {
        return found.stream()
                .filter(one -> one.kind() == ObjectKind.HEAD || one.kind() == ObjectKind.FACE)
                .findFirst()
                .orElseThrow();
    }

    /** A pale oval with dark hair, eyes and mouth on dark shoulders, as a child draws it; 480 by 270 times so many. */
    private static Frame person(int times) {
        Frame frame = Frame.black(480 * times, 270 * times, 0);
        ByteBuffer luma = frame.writablePlane(0);
        int stride = frame.stride(0);
        for (int row = 0; row < frame.height(); row++) {
            for (int column = 0; column < frame.width(); column++) {
                double x = (double) column / times - 240;
                double y = (double) row / times - 100;
                luma.put(row * stride + column, (byte) value(x, y));
            }
        }
        return frame;
    }

    private static int value(double x, double y) {
        boolean face = x * x / 400 + y * y / 784 < 1;
        boolean eyes = y > -10 && y < -3 && Math.abs(Math.abs(x) - 8) < 4;
        boolean mouth = y > 11 && y < 15 && Math.abs(x) < 8;
        boolean nose = y > -2 && y < 6 && Math.abs(x) < 2;
        if (face && y > -17) {
            return eyes || mouth ? 60 : nose ? 140 : 185;
        }
        boolean hair = x * x / 500 + y * y / 1024 < 1 && y < -10;
        boolean shoulders = y > 30 && Math.abs(x) < 30 + Math.min(25, (y - 30) / 2);
        return hair ? 40 : shoulders ? 80 : 120;
    }
}
