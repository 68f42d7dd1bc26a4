/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.inference.InferenceFailedException;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.method.AnonymisedFrame;
import io.bauta.videoanonymiser.method.FrameAnonymiser;
import io.bauta.videoanonymiser.sight.DetectorMissingException;
import io.bauta.videoanonymiser.sight.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An auditor that sees what the detector saw, more, or nothing at all. */
class AuditTest {
    private static final SensorId CAMERA = new SensorId("camera");
    private static final VideoPolicy HEADS =
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.SOLID));
    private static final int LUMA = 200;

    private final List<Detection> detected = new ArrayList<>();
    private final List<Detection> audited = new ArrayList<>();
    private final List<Integer> lumaThere = new ArrayList<>();
    private int closed;

    @Test
    void sawSomebodyWhomTheDetectorMissed() {
        detected.add(thing(ObjectKind.HEAD, 20, 20, 40, 0.9f));
        audited.add(thing(ObjectKind.FACE, 200, 100, 30, 0.8f));

        assertThat(audit(HEADS, 1, 1).suspects()).isEqualTo(1);
    }

    @Test
    void sawOnlyWhatIsCovered() {
        detected.add(thing(ObjectKind.HEAD, 20, 20, 40, 0.9f));
        audited.add(thing(ObjectKind.FACE, 25, 25, 25, 0.8f));
        audited.add(thing(ObjectKind.HEAD, 20, 20, 40, 0.8f));

        AuditCounts counts = audit(HEADS, 1, 1);

        assertThat(counts.audited()).isEqualTo(1);
        assertThat(counts.suspects()).isZero();
    }

    @Test
    void looksAtTheFrameAsItIsReleased() {
        detected.add(thing(ObjectKind.HEAD, 20, 20, 40, 0.9f));

        audit(HEADS, 1, 1);

        assertThat(lumaThere).hasSize(1).allMatch(luma -> luma != LUMA);
    }

    @ParameterizedTest(name = "{0} of {1} pixels at {2}: {3}")
    @CsvSource({
        "FACE, 12, 0.5, 1",
        "FACE, 11, 0.9, 0",
        "FACE, 40, 0.49, 0",
        "HEAD, 40, 0.9, 1",
        "PERSON, 90, 0.9, 0",
        "PLATE, 40, 0.9, 0"
    })
    void countsFacesAndHeadsThatAreLargeAndSureEnough(ObjectKind kind, int side, float score, int suspects) {
        audited.add(thing(kind, 100, 50, side, score));

        assertThat(audit(HEADS, 1, 1).suspects()).isEqualTo(suspects);
    }

    @Test
    void countsNoHeadsWhereOnlyFacesAreHidden() {
        audited.add(thing(ObjectKind.HEAD, 100, 50, 40, 0.9f));
        RegionPolicy usual = HEADS.regions();

        VideoPolicy faces = VideoPolicy.of(new RegionPolicy(
                usual.faces(),
                usual.bodies(),
                usual.plates(),
                RegionPolicy.Cover.FACES,
                usual.reach(),
                usual.hold(),
                usual.lookBack()));
        assertThat(audit(faces, 1, 1).suspects()).isZero();
    }

    @Test
    void countsAFaceWithItsHeadOnce() {
        audited.add(thing(ObjectKind.HEAD, 100, 50, 60, 0.9f));
        audited.add(thing(ObjectKind.FACE, 110, 65, 40, 0.9f));
        audited.add(thing(ObjectKind.FACE, 250, 65, 40, 0.9f));

        assertThat(audit(HEADS, 1, 1).suspects()).isEqualTo(2);
    }

    @Test
    void takesAPersonThatIsFollowedButNotPaintedForNoCover() {
        // Given bodies that stay visible, and a face at a person's feet, far from where the head is covered
        detected.add(new Detection(ObjectKind.PERSON, 100, 10, 60, 180, 0.9f, List.of()));
        audited.add(thing(ObjectKind.FACE, 115, 150, 30, 0.9f));

        assertThat(audit(HEADS, 1, 1).suspects()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void leavesToAZoneWhatItShows(PrivacyZone.Method method) {
        // Given a zone on the left half of the picture, and faces in it and beside it
        PrivacyZone left = new PrivacyZone(
                "left",
                method,
                List.of(new Corner(0, 0), new Corner(0.5, 0), new Corner(0.5, 1), new Corner(0, 1)),
                Optional.of("posters"));
        audited.add(thing(ObjectKind.FACE, 100, 50, 40, 0.9f));
        audited.add(thing(ObjectKind.FACE, 200, 50, 40, 0.9f));

        VideoPolicy zoned = new VideoPolicy(
                HEADS.frame(),
                HEADS.blocksAcross(),
                HEADS.regions(),
                List.of(left),
                HEADS.chunk(),
                HEADS.bitsPerSecond(),
                HEADS.timeLimit(),
                HEADS.nothingHiddenBecause());
        assertThat(audit(zoned, 1, 1).suspects()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.02, 100, 2", "0.02, 101, 3", "0.1, 30, 3", "1, 7, 7", "0, 50, 0", "0.3, 10, 3"})
    void looksAtTheShareOfFramesAskedFor(double share, int frames, int looks) {
        assertThat(audit(HEADS, share, frames).audited()).isEqualTo(looks);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.01, Double.NaN})
    void whatIsNoShareIsRefused(double share) {
        assertThatThrownBy(() -> new Audits(reach -> Sight.none().get(), share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    void hasNothingToDoWhereTheWholeFrameIsHiddenOrNobodyIs() {
        audited.add(thing(ObjectKind.FACE, 100, 50, 40, 0.9f));

        assertThat(audit(VideoPolicy.mosaic(), 1, 3).audited()).isZero();
        VideoPolicy plates = VideoPolicy.of(RegionPolicy.of(RegionMethod.NONE, RegionMethod.NONE, RegionMethod.SOLID));
        assertThat(audit(plates, 1, 3).audited()).isZero();
    }

    @Test
    void failsWithoutStoppingAnything() {
        AuditCounts counts = audit(
                HEADS,
                0.5,
                10,
                () -> new Scripted(frame -> {
                    throw new InferenceFailedException("auditor", "broken");
                }));

        assertThat(counts.failures()).isEqualTo(5);
        assertThat(counts.audited()).isZero();
        assertThat(closed).as("each that failed is let go").isEqualTo(5);
    }

    @Test
    void isNotThereYet() {
        AuditCounts counts = audit(HEADS, 1, 10, () -> {
            throw new DetectorMissingException();
        });

        assertThat(counts.failures()).isZero();
        assertThat(counts.audited()).isZero();
    }

    @Test
    void isClosedWithItsLane() {
        audit(HEADS, 1, 5);

        assertThat(closed).isEqualTo(1);
    }

    private AuditCounts audit(VideoPolicy policy, double share, int frames) {
        return audit(
                policy,
                share,
                frames,
                () -> new Scripted(frame -> {
                    lumaThere.add(frame.plane(0).get(40 * frame.stride(0) + 40) & 0xff);
                    return audited;
                }));
    }

    /** So many grey frames made anonymous and audited; all of them come out. */
    private AuditCounts audit(VideoPolicy policy, double share, int frames, Supplier<Sight> auditor) {
        Audits audits = new Audits(reach -> auditor.get(), share);
        List<AnonymisedFrame> released = new ArrayList<>();
        try (FrameAnonymiser anonymiser = new FrameAnonymiser(
                policy, () -> new Scripted(frame -> detected, () -> {}), audits.open(CAMERA, policy))) {
            for (int i = 0; i < frames; i++) {
                released.addAll(anonymiser.take(grey(i)));
            }
            released.addAll(anonymiser.finish());
            assertThat(anonymiser.suspects()).as("told once with the chunk").isEqualTo((int)
                    audits.counts(CAMERA).suspects());
            assertThat(anonymiser.suspects()).isZero();
        }
        assertThat(released).hasSize(frames);
        released.forEach(AnonymisedFrame::close);
        return audits.counts(CAMERA);
    }

    private static Frame grey(int number) {
        Frame frame = Frame.black(320, 200, number * 40_000L);
        var luma = frame.writablePlane(0);
        while (luma.hasRemaining()) {
            luma.put((byte) LUMA);
        }
        return frame;
    }

    private static Detection thing(ObjectKind kind, float x, float y, float side, float score) {
        return new Detection(kind, x, y, side, side, score, List.of());
    }

    /** Sees what it is told to. */
    private final class Scripted implements Sight {
        private final Function<Frame, List<Detection>> script;
        private final Runnable atClose;

        Scripted(Function<Frame, List<Detection>> script) {
            this(script, () -> closed++);
        }

        Scripted(Function<Frame, List<Detection>> script, Runnable atClose) {
            this.script = script;
            this.atClose = atClose;
        }

        @Override
        public List<Detection> look(Frame frame) {
            return script.apply(frame);
        }

        @Override
        public Set<ObjectKind> kinds() {
            return Set.of(ObjectKind.values());
        }

        @Override
        public String model() {
            return "0".repeat(64);
        }

        @Override
        public void close() {
            atClose.run();
        }
    }
}
