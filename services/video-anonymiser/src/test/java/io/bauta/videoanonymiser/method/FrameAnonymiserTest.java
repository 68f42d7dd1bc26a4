/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.chunk.Pictures;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import io.bauta.videoanonymiser.sight.ScriptedSight;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where heads are covered that are found")
class FrameAnonymiserTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final long STEP = 40_000;
    private static final VideoPolicy HEADS =
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE));
    private static final Detection HEAD = ScriptedSight.head(60, 30, 20, 24, 0.9);

    private final List<Long> times = new ArrayList<>();
    private final List<Boolean> covered = new ArrayList<>();

    @Test
    void aHeadFirstSeenInTheSeventhFrameIsCoveredInTheSixBefore() {
        ScriptedSight sight = run(HEADS, 20, at -> at >= 6 ? List.of(HEAD) : List.of());

        assertThat(covered).hasSize(20).doesNotContain(false);
        assertThat(times).isSorted();
        assertThat(sight.asked()).isEqualTo(20);
    }

    @Test
    void noFrameWaitsLongerThanTheLookBack() {
        ScriptedSight sight = new ScriptedSight(at -> List.of());
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(HEADS, sight)) {
            for (int at = 0; at < 30; at++) {
                take(anonymiser, at);
                assertThat(at + 1 - times.size()).isLessThanOrEqualTo(8);
            }
            assertThat(anonymiser.waitingBytes()).isEqualTo(8L * 3 * WIDTH * HEIGHT / 2);
            keep(anonymiser.finish());
            assertThat(anonymiser.waitingBytes()).isZero();
        }
        assertThat(times).hasSize(30);
    }

    @Test
    void whatIsNotCoveredStaysAsItWas() {
        ScriptedSight sight = new ScriptedSight(at -> List.of(HEAD));
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(HEADS, sight);
                Frame before = Pictures.noise(WIDTH, HEIGHT, 0)) {
            anonymiser.take(Pictures.noise(WIDTH, HEIGHT, 0));
            try (AnonymisedFrame after = anonymiser.finish().getFirst()) {
                assertThat(after.frame().plane(0).get(10 * after.frame().stride(0) + 10))
                        .isEqualTo(before.plane(0).get(10 * before.stride(0) + 10));
            }
        }
    }

    @Test
    void aDetectorThatThrowsLosesEveryFrameThatWaitsAndIsOpenedAnew() {
        ScriptedSight sight = new ScriptedSight(at -> {
            if (at == 17) {
                throw new InferenceFailedException("model", "no result");
            }
            return List.of(HEAD);
        });
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(HEADS, sight)) {
            for (int at = 0; at < 17; at++) {
                take(anonymiser, at);
            }
            int before = times.size();
            assertThatThrownBy(() -> anonymiser.take(Pictures.noise(WIDTH, HEIGHT, 17 * STEP)))
                    .isInstanceOf(MethodFailedException.class)
                    .hasMessageContaining("detection");
            assertThat(anonymiser.finish()).isEmpty();

            take(anonymiser, 18);
            keep(anonymiser.finish());
            assertThat(times).hasSize(before + 1);
        }
        assertThat(sight.opened()).isEqualTo(2);
        assertThat(sight.closed()).isEqualTo(2);
    }

    @Test
    void withoutADetectorNothingIsReleased() {
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(HEADS, Sight.none())) {
            assertThatThrownBy(() -> anonymiser.take(Pictures.noise(WIDTH, HEIGHT, 0)))
                    .isInstanceOf(DetectorMissingException.class);
            assertThat(anonymiser.finish()).isEmpty();
            assertThat(anonymiser.models()).isEmpty();
        }
    }

    @Test
    void aDetectorThatCannotFindWhatIsHiddenReleasesNothing() {
        VideoPolicy plates = VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.SOLID));
        ScriptedSight faces = new ScriptedSight(at -> List.of(), ObjectKind.FACE);
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(plates, faces)) {
            assertThatThrownBy(() -> anonymiser.take(frame(0)))
                    .isInstanceOf(DetectorMissingException.class)
                    .hasMessageContaining("finds no plates");
            assertThat(anonymiser.finish()).isEmpty();
        }
        assertThat(faces.closed()).isEqualTo(faces.opened());
    }

    @Test
    void aFrameThatNobodyLookedAtIsRefused() {
        VideoAnonymisation methods = VideoAnonymisation.of(HEADS);

        try (FrameAnonymiser blind = FrameAnonymiser.blind(methods)) {
            assertThatThrownBy(() -> blind.take(Pictures.noise(WIDTH, HEIGHT, 0)))
                    .isInstanceOf(MethodFailedException.class);
        }
    }

    @Test
    void itTellsWhatItDidAndWithWhat() {
        ScriptedSight sight = new ScriptedSight(at -> List.of(HEAD, ScriptedSight.head(10, 10, 12, 14, 0.8)));
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(HEADS, sight)) {
            for (int at = 0; at < 10; at++) {
                take(anonymiser, at);
            }
            keep(anonymiser.finish());

            assertThat(anonymiser.methods()).containsExactly("face:solid");
            assertThat(anonymiser.weak()).isFalse();
            assertThat(anonymiser.regions()).containsOnlyKeys("head").containsEntry("head", 2);
            assertThat(anonymiser.models()).containsEntry("detector", ScriptedSight.MODEL);
        }
    }

    @Test
    void weakMethodsAreSaidToBeWeak() {
        VideoPolicy blurred =
                VideoPolicy.of(RegionPolicy.of(RegionMethod.WEAK_BLUR, RegionMethod.NONE, RegionMethod.NONE));
        VideoPolicy platesOnly =
                VideoPolicy.of(RegionPolicy.of(RegionMethod.NONE, RegionMethod.NONE, RegionMethod.SOLID));

        assertThat(VideoAnonymisation.of(blurred).weak()).isTrue();
        assertThat(VideoAnonymisation.of(blurred).methods()).containsExactly("face:weak.blur");
        assertThat(VideoAnonymisation.of(platesOnly).weak()).isTrue();
    }

    @Test
    void whatMayNotBeLookedAtIsGoneBeforeAnybodyLooks() {
        VideoPolicy policy = withZone(PrivacyZone.Method.NEVER_LOOK);
        ScriptedSight sight = run(policy, 3, at -> List.of());

        assertThat(sight.looks()).allMatch(look -> look.endsWith(":" + FrameSolid.GREY));
        assertThat(VideoAnonymisation.of(policy).methods()).containsExactly("zone:never-look", "face:solid");
    }

    @Test
    void onAPosterFacesStayVisible() {
        run(withZone(PrivacyZone.Method.HIDE_NOTHING), 12, at -> List.of(HEAD));

        assertThat(covered).hasSize(12).doesNotContain(true);
    }

    private static VideoPolicy withZone(PrivacyZone.Method method) {
        List<Corner> whole =
                List.of(new Corner(0, 0), new Corner(0.99, 0), new Corner(0.99, 0.99), new Corner(0, 0.99));
        return new VideoPolicy(
                HEADS.frame(),
                HEADS.blocksAcross(),
                HEADS.regions(),
                List.of(new PrivacyZone("poster", method, whole, java.util.Optional.of("a test"))),
                HEADS.chunk(),
                HEADS.bitsPerSecond(),
                HEADS.timeLimit(),
                HEADS.nothingHiddenBecause());
    }

    private ScriptedSight run(VideoPolicy policy, int frames, IntFunction<List<Detection>> script) {
        ScriptedSight sight = new ScriptedSight(script);
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(policy, sight)) {
            for (int at = 0; at < frames; at++) {
                take(anonymiser, at);
            }
            keep(anonymiser.finish());
        }
        return sight;
    }

    @Test
    void aHeadFirstSeenBetweenCutsIsCoveredBeforeThemToo() {
        ScriptedSight sight = new ScriptedSight(at -> at >= 6 ? List.of(HEAD) : List.of());
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(HEADS, sight)) {
            for (int at = 0; at < 20; at++) {
                keep(anonymiser.take(Pictures.noise(WIDTH, HEIGHT, at * STEP)));
            }
            keep(anonymiser.finish());
        }

        assertThat(covered).hasSize(20).doesNotContain(false);
    }

    @Test
    void aHeadMissedInPicturesOfAnotherSizeIsCoveredThere() {
        ScriptedSight sight = new ScriptedSight(at -> at < 6 ? List.of(HEAD) : List.of());
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(HEADS, sight)) {
            for (int at = 0; at < 6; at++) {
                take(anonymiser, at);
            }
            keep(anonymiser.finish());
            anonymiser.take(Pictures.noise(3 * WIDTH, 3 * HEIGHT, 6 * STEP));
            try (AnonymisedFrame larger = anonymiser.finish().getFirst()) {
                Frame frame = larger.frame();
                assertThat(frame.plane(0).get(3 * 42 * frame.stride(0) + 3 * 70))
                        .isEqualTo(FrameSolid.GREY);
                assertThat(frame.plane(0).get(3 * 32 * frame.stride(0) + 3 * 62))
                        .isEqualTo(FrameSolid.GREY);
                assertThat(frame.plane(0).get(3 * 52 * frame.stride(0) + 3 * 78))
                        .isEqualTo(FrameSolid.GREY);
            }
        }
    }

    /** The same scene at another time. */
    private static Frame frame(int at) {
        Frame frame = Pictures.noise(WIDTH, HEIGHT, 0);
        frame.retime(at * STEP);
        return frame;
    }

    private void take(FrameAnonymiser anonymiser, int at) {
        keep(anonymiser.take(frame(at)));
    }

    private void keep(List<AnonymisedFrame> ready) {
        for (AnonymisedFrame frame : ready) {
            try (frame) {
                times.add(frame.frame().ptsMicros());
                covered.add(isGrey(frame.frame()));
            }
        }
    }

    /** Whether every sample of the head is grey. */
    private static boolean isGrey(Frame frame) {
        for (int y = 30; y < 54; y++) {
            for (int x = 60; x < 80; x++) {
                if (frame.plane(0).get(y * frame.stride(0) + x) != FrameSolid.GREY) {
                    return false;
                }
            }
        }
        return true;
    }
}
