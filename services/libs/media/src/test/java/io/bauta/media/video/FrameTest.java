/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.bauta.media.studio.Camera;
import io.bauta.media.studio.MovingSquare;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures in native memory: who may read, who may draw, and when they are gone. */
class FrameTest {

    @ParameterizedTest
    @CsvSource({"1,1", "2,3", "17,5", "640,480"})
    void aBlackPictureIsBlackInEveryPixel(int width, int height) {
        try (Frame frame = Frame.black(width, height, 42)) {
            assertThat(frame.width()).isEqualTo(width);
            assertThat(frame.height()).isEqualTo(height);
            assertThat(frame.ptsMicros()).isEqualTo(42);
            assertThat(frame.fullRange()).isFalse();
            assertThat(frame.damaged()).isFalse();
            for (int plane = 0; plane < 3; plane++) {
                ByteBuffer pixels = frame.plane(plane);
                int rows = plane == 0 ? height : (height + 1) / 2;
                int columns = plane == 0 ? width : (width + 1) / 2;
                assertThat(pixels.isDirect()).isTrue();
                assertThat(pixels.capacity()).isEqualTo(frame.stride(plane) * rows);
                assertThat(frame.stride(plane)).isGreaterThanOrEqualTo(columns);
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < columns; x++) {
                        assertThat(MovingSquare.pixel(frame, plane, x, y)).isEqualTo(plane == 0 ? 16 : 128);
                    }
                }
            }
        }
    }

    @Test
    void readersCannotDraw() {
        try (Frame frame = Frame.black(16, 16, 0)) {
            assertThatThrownBy(() -> frame.plane(0).put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
            frame.writablePlane(0).put(0, (byte) 99);
            assertThat(frame.plane(0).get(0)).isEqualTo((byte) 99);
        }
    }

    @Test
    void drawingOverADecodedPictureDoesNotSpoilTheOnesThatReferToIt() {
        // Given a decoder whose pictures refer to those before
        Camera camera = Camera.films(10, 10);
        List<Double> errors = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
            for (int i = 0; i < 10; i++) {
                for (Frame frame : decoder.decode(camera.packets().get(i).data(), i * 100_000L)) {
                    try (frame) {
                        errors.add(MovingSquare.distance(frame, errors.size()));
                        // When each is blackened as soon as it has been seen
                        for (int plane = 0; plane < 3; plane++) {
                            ByteBuffer pixels = frame.writablePlane(plane);
                            while (pixels.hasRemaining()) {
                                pixels.put((byte) 0);
                            }
                        }
                        assertThat(MovingSquare.pixel(frame, 0, 20, 20)).isZero();
                    }
                }
            }
        }
        // Then the next ones come as they were filmed
        assertThat(errors).hasSizeGreaterThanOrEqualTo(9).allSatisfy(error -> assertThat(error)
                .isLessThan(2.5));
    }

    @Test
    void framesOutliveTheirDecoder() {
        Camera camera = Camera.films(1, 1);
        List<Frame> frames = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open("h264", Optional.of(camera.configuration()))) {
            frames.addAll(decoder.decode(camera.packets().getFirst().data(), 0));
            frames.addAll(decoder.drain());
        }
        try (Frame frame = frames.getFirst()) {
            assertThat(MovingSquare.numberOf(frame)).isZero();
            assertThat(MovingSquare.pixel(frame, 0, 8, 24)).isCloseTo(MovingSquare.BRIGHT, within(6));
        }
    }

    @Test
    void aClosedFrameGivesNothingAndClosesTwice() {
        Frame frame = Frame.black(16, 16, 0);
        frame.close();
        frame.close();
        assertThat(frame).hasToString("Frame[closed]");
        assertThatThrownBy(() -> frame.plane(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frame.writablePlane(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frame.stride(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(frame::width).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(frame::damaged).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frame.retime(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void thereAreThreePlanes() {
        try (Frame frame = Frame.black(16, 16, 7)) {
            for (int plane : new int[] {-1, 3, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> frame.plane(plane)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> frame.writablePlane(plane)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> frame.stride(plane)).isInstanceOf(IndexOutOfBoundsException.class);
            }
            frame.retime(9);
            assertThat(frame).hasToString("Frame[16x16, pts 9]");
        }
    }

    @Test
    void impossibleSizesAreRefused() {
        for (int[] size : new int[][] {{0, 10}, {10, 0}, {-1, 5}, {Integer.MAX_VALUE, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> Frame.black(size[0], size[1], 0))
                    .isInstanceOf(io.bauta.media.MediaException.class)
                    .hasMessageContaining(size[0] + "x" + size[1]);
        }
    }
}
