/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.chunk.Pictures;
import io.bauta.videoanonymiser.track.Box;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of a region that was covered, and of the picture around it. */
class RegionCoverTest {
    private static final Box HEAD = new Box(40.3, 31.7, 120, 120);

    /** Frame sizes, and boxes in, over and outside them. */
    private static final List<Arguments> PLACES = List.of(
            Arguments.of(320, 240, new Box(40.3, 31.7, 61.2, 80.9)),
            Arguments.of(320, 240, new Box(41, 31, 1, 1)),
            Arguments.of(320, 240, new Box(41.5, 31.5, 0, 0)),
            Arguments.of(321, 241, new Box(-20.5, -30, 60, 61)),
            Arguments.of(321, 241, new Box(300.2, 230.9, 90, 90)),
            Arguments.of(321, 241, new Box(-5000, -1e300, 9000, 2e300)),
            Arguments.of(321, 241, new Box(-1e17, 100, 2e17, 11)),
            Arguments.of(321, 241, new Box(400, 20, 30, 30)),
            Arguments.of(321, 241, new Box(20, -30, 30, 30)),
            Arguments.of(3, 2, new Box(1.5, 0.5, 1, 1)),
            Arguments.of(1, 1, new Box(0.2, 0.2, 0.1, 0.1)));

    static Stream<Arguments> methodsAndPlaces() {
        return Stream.of(RegionMethod.values())
                .flatMap(method -> PLACES.stream().map(place -> {
                    Object[] size = place.get();
                    return Arguments.of(method, size[0], size[1], size[2]);
                }));
    }

    @ParameterizedTest
    @MethodSource("methodsAndPlaces")
    void nothingAroundABoxChanges(RegionMethod method, int width, int height, Box box) {
        try (Frame raw = Pictures.noise(width, height, 1);
                Frame covered = Pictures.noise(width, height, 1)) {
            RegionCover.of(method).cover(covered, List.of(box));

            assertThat(Picture.of(covered).outside(box))
                    .isEqualTo(Picture.of(raw).outside(box));
        }
    }

    @ParameterizedTest
    @FieldSource("PLACES")
    void everySampleABoxTouchesIsCoveredAndItsColourToo(int width, int height, Box box) {
        try (Frame frame = Pictures.noise(width, height, 1)) {
            RegionCover.of(RegionMethod.SOLID).cover(frame, List.of(box));

            assertThat(Picture.of(frame).touched(box)).allMatch(sample -> sample == 128);
        }
    }

    /** Two people who differ in every pixel leave the very same picture. */
    @ParameterizedTest
    @EnumSource(names = {"SOLID", "SILHOUETTE"})
    void whoWasThereHasNoPartInTheResult(RegionMethod method) {
        try (Frame one = Pictures.noise(320, 240, 1);
                Frame other = Pictures.noise(320, 240, 1);
                Frame another = Pictures.noise(320, 240, 2)) {
            Picture.of(another).copyTouched(HEAD, other);

            RegionCover.of(method).cover(one, List.of(HEAD));
            RegionCover.of(method).cover(other, List.of(HEAD));

            assertThat(Picture.of(one)).isEqualTo(Picture.of(other));
        }
    }

    @ParameterizedTest
    @FieldSource("PLACES")
    void aMosaicHasAtMostSixBlocksAcross(int width, int height, Box box) {
        try (Frame frame = Pictures.noise(width, height, 3)) {
            RegionCover.of(RegionMethod.MOSAIC).cover(frame, List.of(box));

            for (int plane = 0; plane < 3; plane++) {
                assertThat(Picture.of(frame).mostRuns(plane, box)).isLessThanOrEqualTo(6);
            }
        }
    }

    @Test
    void aMosaicShowsMeansOfEvenBlocksAndTheirColourOverTheSameArea() {
        try (Frame raw = Pictures.noise(320, 240, 3);
                Frame frame = Pictures.noise(320, 240, 3)) {
            RegionCover.of(RegionMethod.MOSAIC).cover(frame, List.of(new Box(40, 30, 70, 120)));

            Picture before = Picture.of(raw);
            Picture after = Picture.of(frame);
            assertThat(after.at(0, 40 + 20, 30 + 20)).isEqualTo(before.mean(0, 60, 50, 20, 20));
            assertThat(after.at(0, 40 + 69, 30 + 119)).isEqualTo(before.mean(0, 100, 130, 10, 20));
            assertThat(after.at(2, 20 + 10, 15 + 10)).isEqualTo(before.mean(2, 30, 25, 10, 10));
        }
    }

    @Test
    void halfAHeadIsShownInNoFinerBlocksThanAWholeOne() {
        Patch whole = Patch.of(new Box(100, 100, 60, 120), 320, 240);
        Patch half = Patch.of(new Box(290, 180, 60, 120), 320, 240);

        assertThat(MosaicPainter.fewBlocks(half)).isEqualTo(20).isEqualTo(MosaicPainter.fewBlocks(whole));
    }

    @Test
    void aSmallBoxOnALargerOneBringsNothingBack() {
        Box nose = new Box(80, 80, 17, 13);
        Box cheek = new Box(45.5, 70, 60, 79);
        try (Frame frame = Pictures.noise(320, 240, 4);
                Frame knownByItsMosaic = Pictures.noise(320, 240, 4)) {
            RegionCover mosaic = RegionCover.of(RegionMethod.MOSAIC);
            mosaic.cover(knownByItsMosaic, List.of(HEAD));

            mosaic.cover(frame, List.of(HEAD, nose, cheek));
            mosaic.cover(knownByItsMosaic, List.of(HEAD, nose, cheek));

            assertThat(Picture.of(frame)).isEqualTo(Picture.of(knownByItsMosaic));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,1,1,2", "3,5,17,31,4", "40,30,121,77,22", "1,1,640,3,108"})
    void vectorAveragesOfAPartEqualScalarOnes(int x, int y, int width, int height, int block) {
        try (Frame frame = Pictures.noise(644, 181, 5)) {
            Plane part = Plane.readable(frame, 0).part(x, y, width, height);

            byte[] averages = BlockAverages.of(part, block);

            assertThat(averages).isEqualTo(BlockAverages.scalar(part, block));
            assertThat(averages[0] & 0xff)
                    .isEqualTo(Picture.of(frame).mean(0, x, y, Math.min(width, block), Math.min(height, block)));
        }
    }

    @Test
    void aSilhouetteIsAGreyFigureOnOneLightColour() {
        Box person = new Box(100, 20, 80, 200);
        try (Frame frame = Pictures.noise(320, 240, 6)) {
            RegionCover.of(RegionMethod.SILHOUETTE).cover(frame, List.of(person));

            Picture picture = Picture.of(frame);
            List<Integer> luma = picture.touched(0, person);
            assertThat(luma.stream().distinct()).hasSize(2).allMatch(value -> value == 128 || value >= 168);
            assertThat(picture.touched(1, person).stream().distinct()).hasSizeLessThanOrEqualTo(2);
            long figure = luma.stream().filter(value -> value == 128).count();
            assertThat((double) figure / luma.size()).isBetween(0.3, 0.7);
            assertThat(picture.greyIn(34, person)).isLessThan(picture.greyIn(80, person));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SOLID", "MOSAIC", "SILHOUETTE"})
    void strongMethodsLeaveNoFineDetail(RegionMethod method) {
        try (Frame raw = Picture.fine(320, 240);
                Frame frame = Picture.fine(320, 240)) {
            RegionCover.of(method).cover(frame, List.of(HEAD));

            assertThat(method.weak()).isFalse();
            assertThat(Picture.of(frame).likeness(Picture.of(raw), HEAD)).isBetween(-0.15, 0.15);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NaN,0,1,1",
        "0,NaN,1,1",
        "0,0,NaN,1",
        "0,0,1,Infinity",
        "-Infinity,0,Infinity,1",
        "9,9,-1,1",
        "9,9,1,-1"
    })
    void aBoxThatIsNoneIsRefusedBeforeAnythingIsDrawn(double x, double y, double width, double height) {
        try (Frame raw = Pictures.noise(32, 32, 1);
                Frame frame = Pictures.noise(32, 32, 1)) {
            Box broken = new Box(x, y, width, height);

            for (RegionMethod method : RegionMethod.values()) {
                assertThatThrownBy(() -> RegionCover.of(method).cover(frame, List.of(new Box(0, 0, 9, 9), broken)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("not a box that can be covered");
            }
            assertThat(Picture.of(frame)).isEqualTo(Picture.of(raw));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMethodChangesAPictureButNone(RegionMethod method) {
        try (Frame raw = Pictures.noise(320, 240, 1);
                Frame frame = Pictures.noise(320, 240, 1)) {
            RegionCover cover = RegionCover.of(method);
            cover.cover(frame, List.of(HEAD));

            assertThat(cover.method()).isEqualTo(method);
            assertThat(Picture.of(frame).equals(Picture.of(raw))).isEqualTo(method == RegionMethod.NONE);
        }
    }
}
