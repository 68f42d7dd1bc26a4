/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.chunk.Pictures;
import io.bauta.videoanonymiser.track.Cover;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each method leaves of a picture. */
class VideoMethodTest {

    @ParameterizedTest
    @CsvSource({"1,1,2", "3,5,2", "17,31,4", "160,96,10", "161,97,10", "640,360,40", "1000,700,333", "641,3,640"})
    void vectorAveragesEqualScalarOnes(int width, int height, int block) {
        int stride = width + 13;
        byte[] noise = new byte[stride * height];
        new Random(width).nextBytes(noise);
        Plane plane = new Plane(MemorySegment.ofArray(noise), stride, width, height);

        assertThat(BlockAverages.of(plane, block)).isEqualTo(BlockAverages.scalar(plane, block));
    }

    @Test
    void averagesOfAWhitePlaneAreWhiteHoweverLargeTheBlock() {
        byte[] white = new byte[2000 * 2000];
        Arrays.fill(white, (byte) 255);
        Plane plane = new Plane(MemorySegment.ofArray(white), 2000, 2000, 2000);

        assertThat(BlockAverages.of(plane, 2000)).containsExactly(255);
    }

    @ParameterizedTest
    @CsvSource({"640,360,16", "641,361,16", "1280,720,6", "17,9,16", "1,1,16", "1920,1080,64"})
    void aMosaicHasNoMoreBlocksThanThePolicySays(int width, int height, int blocksAcross) {
        VideoPolicy policy = policy(FrameMethod.MOSAIC, blocksAcross, List.of());

        try (AnonymisedFrame hidden =
                VideoAnonymisation.of(policy).anonymise(Pictures.noise(width, height, 7), new Cover(0))) {
            Frame frame = hidden.frame();
            assertThat(frame.ptsMicros()).isEqualTo(7);
            for (int plane = 0; plane < 3; plane++) {
                assertThat(changesInARow(frame, plane)).isLessThan(blocksAcross);
            }
        }
    }

    @Test
    void aRehearsalTellsOfAMethodThatCanNeverWorkAndHowToMendIt() {
        VideoAnonymisation withoutVectors =
                BrokenMethod.at(1, new NoClassDefFoundError("jdk/incubator/vector/ShortVector"));

        assertThatThrownBy(withoutVectors::rehearse)
                .isInstanceOf(MethodFailedException.class)
                .hasMessageContaining("NoClassDefFoundError")
                .hasMessageContaining("--add-modules=jdk.incubator.vector");
        VideoAnonymisation.of(policy(FrameMethod.MOSAIC, 16, List.of())).rehearse();
    }

    @Test
    void solidLeavesOneValueInEachPlane() {
        VideoAnonymisation solid = VideoAnonymisation.of(VideoPolicy.of(FrameMethod.SOLID));

        try (AnonymisedFrame hidden = solid.anonymise(Pictures.noise(322, 181, 0), new Cover(0))) {
            for (int plane = 0; plane < 3; plane++) {
                assertThat(values(hidden.frame(), plane)).hasSize(1);
            }
        }
        assertThat(solid.methods()).containsExactly("frame:solid");
        assertThat(solid.weak()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"SOLID", "MOSAIC"})
    void aZoneHidesItsPolygonAndLeavesTheRest(PrivacyZone.Method method) {
        VideoPolicy policy = policy(FrameMethod.NONE, 16, List.of(triangle(method)));
        Frame before = Pictures.noise(320, 180, 0);
        Frame raw = Pictures.noise(320, 180, 0);

        try (raw;
                AnonymisedFrame hidden = VideoAnonymisation.of(policy).anonymise(before, new Cover(0))) {
            assertThat(samplesKept(raw, hidden.frame(), true)).isLessThan(320 * 180 / 4 / 20);
            assertThat(samplesKept(raw, hidden.frame(), false)).isEqualTo(80 * 180);
        }
    }

    @Test
    void zonesAloneAreNamedAndWeak() {
        VideoAnonymisation zones =
                VideoAnonymisation.of(policy(FrameMethod.NONE, 16, List.of(triangle(PrivacyZone.Method.SOLID))));

        assertThat(zones.methods()).containsExactly("frame:none", "zone:solid");
        assertThat(zones.weak()).isTrue();
        assertThat(FrameAnonymiser.blind(zones).regions()).containsEntry("zone", 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 97})
    void aMaskCoversEverySampleOfItsPolygonAndFollowsTheSize(int size) {
        BitSet covered = new BitSet(size * size);
        ZoneMask.of(triangle(PrivacyZone.Method.SOLID).polygon(), size, size)
                .forEach((row, from, to) -> covered.set(row * size + from, row * size + to));

        BitSet inside = new BitSet(size * size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                inside.set(y * size + x, isInTriangle((x + 0.5) / size, (y + 0.5) / size));
            }
        }
        inside.andNot(covered);
        assertThat(inside.isEmpty()).isTrue();
        assertThat(covered.cardinality()).isLessThanOrEqualTo(size * size / 3 + 6 * size);
    }

    @Test
    void aMethodThatFailsLeavesNothingAndSaysWhich() {
        VideoAnonymisation broken = VideoAnonymisation.with(new FrameMosaic(16), new VideoMethod() {
            @Override
            public String label() {
                return "frame:broken";
            }

            @Override
            public Frame apply(Frame frame, Cover cover) {
                throw new IllegalStateException("broken");
            }
        });

        assertThatThrownBy(() -> broken.anonymise(Pictures.noise(32, 32, 0), new Cover(0)))
                .isInstanceOf(MethodFailedException.class)
                .hasMessageContaining("frame:broken");
    }

    private static PrivacyZone triangle(PrivacyZone.Method method) {
        return new PrivacyZone(
                "door", method, List.of(new Corner(0.1, 0.1), new Corner(0.7, 0.9), new Corner(0.1, 0.9)));
    }

    private static VideoPolicy policy(FrameMethod frame, int blocksAcross, List<PrivacyZone> zones) {
        VideoPolicy usual = VideoPolicy.mosaic();
        return new VideoPolicy(
                frame,
                blocksAcross,
                RegionPolicy.none(),
                zones,
                usual.chunk(),
                Optional.empty(),
                usual.timeLimit(),
                Optional.of("test"));
    }

    private static int changesInARow(Frame frame, int plane) {
        ByteBuffer samples = frame.plane(plane);
        int width = plane == 0 ? frame.width() : (frame.width() + 1) / 2;
        int changes = 0;
        for (int x = 1; x < width; x++) {
            changes += samples.get(x) == samples.get(x - 1) ? 0 : 1;
        }
        return changes;
    }

    private static Set<Byte> values(Frame frame, int plane) {
        Set<Byte> values = new HashSet<>();
        ByteBuffer samples = frame.plane(plane);
        int width = plane == 0 ? frame.width() : (frame.width() + 1) / 2;
        int height = plane == 0 ? frame.height() : (frame.height() + 1) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values.add(samples.get(y * frame.stride(plane) + x));
            }
        }
        return values;
    }

    private static boolean isInTriangle(double u, double v) {
        return v > 0.1 && v < 0.9 && u > 0.1 && u < 0.1 + 0.6 * (v - 0.1) / 0.8;
    }

    /** How many luma samples of a 320×180 picture are as they were, inside the triangle or well away from it. */
    private static int samplesKept(Frame was, Frame is, boolean inside) {
        int kept = 0;
        for (int y = 0; y < 180; y++) {
            for (int x = 0; x < 320; x++) {
                boolean counts = inside ? isInTriangle(x / 320.0, y / 180.0) : x >= 240;
                if (counts
                        && was.plane(0).get(y * was.stride(0) + x)
                                == is.plane(0).get(y * is.stride(0) + x)) {
                    kept++;
                }
            }
        }
        return kept;
    }
}
