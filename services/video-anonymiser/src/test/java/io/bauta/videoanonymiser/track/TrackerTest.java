/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A walker whom the detector sees now and then")
class TrackerTest {
    private static final long FRAME = 40_000;
    private static final Detection STANDING = new Detection(ObjectKind.HEAD, 200, 50, 20, 24, 0.8f, List.of());
    private static final TrackSettings SETTINGS = new TrackSettings(0.45f, 0.3f, 1_000_000, 300_000);

    @Test
    void isCoveredInEveryFrameBetweenTwoSights() {
        List<Cover> covers = walk(40, at -> at % 5 == 0 ? 0.8f : 0);

        assertThat(uncovered(covers, 0, 36)).isEmpty();
    }

    @Test
    void isCoveredBeforeTheFirstSightAsFarAsFramesWait() {
        List<Cover> covers = walk(20, at -> at >= 12 ? 0.8f : 0);

        assertThat(uncovered(covers, 12 - 7, 20)).isEmpty();
        assertThat(covers.get(0).regions()).isEmpty();
    }

    @Test
    void isCoveredOnAfterTheLastSightForTheHoldAndNoLonger() {
        List<Cover> covers = walk(60, at -> at < 10 ? 0.8f : 0);

        assertThat(uncovered(covers, 0, 10 + 24)).isEmpty();
        assertThat(covers.get(40).regions()).isEmpty();
    }

    @Test
    void isFollowedThroughWeakDetectionsThatWouldBeginNothing() {
        List<Cover> covers = walk(66, at -> at < 3 ? 0.8f : at < 40 ? 0.22f : 0);

        assertThat(uncovered(covers, 0, 40 + 24)).isEmpty();
    }

    @Test
    void isCoveredInItsOwnFrameHoweverWeak() {
        List<Cover> covers = walk(10, at -> at == 5 ? 0.31f : 0);

        assertThat(uncovered(covers, 5, 6)).isEmpty();
        assertThat(covers.get(6).regions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 33_333, 100_000, 400_000})
    void isCoveredAtAnyFrameRate(long step) {
        Tracker tracker = new Tracker(SETTINGS);
        List<Cover> covers = new ArrayList<>();
        for (int at = 0; at < 30; at++) {
            Cover now = new Cover(at * step);
            tracker.see(at % 2 == 0 ? List.of(walker(at, 0.8f, 2)) : List.of(), now, held(covers, now), false);
            covers.add(now);
        }

        covers.forEach(tracker::leave);
        assertThat(IntStream.range(0, 29).filter(at -> !covers(covers.get(at), box(walker(at, 1, 2)))))
                .isEmpty();
    }

    @Test
    void whoStopsUnseenStaysCovered() {
        Tracker tracker = new Tracker(SETTINGS);
        List<Cover> covers = new ArrayList<>();
        for (int at = 0; at < 30; at++) {
            Cover now = new Cover(at * FRAME);
            tracker.see(at <= 10 ? List.of(walker(at, 0.8f, 6)) : List.of(), now, held(covers, now), false);
            covers.add(now);
        }

        Box stopped = box(walker(10, 1, 6));
        assertThat(IntStream.range(10, 30).filter(at -> !covers(covers.get(at), stopped)))
                .isEmpty();
    }

    @Test
    void staysCoveredWhereItWasAfterACutAndIsNotTakenForSomebodyElse() {
        Tracker tracker = new Tracker(SETTINGS);
        List<Cover> covers = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            Cover now = new Cover(at * FRAME);
            Detection seen =
                    at < 10 ? walker(at, 0.8f, 2) : new Detection(ObjectKind.HEAD, 40, 30, 20, 24, 0.8f, List.of());
            tracker.see(List.of(seen), now, held(covers, now), at == 10);
            covers.add(now);
        }

        assertThat(covers(covers.get(15), box(walker(9, 1, 2)))).isTrue();
        assertThat(covers(covers.get(15), new Box(40, 30, 20, 24))).isTrue();
        assertThat(tracker.followed()).containsEntry(ObjectKind.HEAD, 2);
    }

    @Test
    void twoWhoCrossAreCoveredBoth() {
        Tracker tracker = new Tracker(SETTINGS);
        List<Cover> covers = new ArrayList<>();
        for (int at = 0; at < 50; at++) {
            Cover now = new Cover(at * FRAME);
            Detection other = new Detection(ObjectKind.HEAD, 200 - 3 * at, 52, 20, 24, 0.7f, List.of());
            List<Detection> found = at % 4 == 3 ? List.of() : List.of(walker(at, 0.8f, 3), other);
            tracker.see(found, now, held(covers, now), false);
            covers.add(now);
            assertThat(covers(now, box(other))).as("frame %d", at).isTrue();
            assertThat(covers(now, box(walker(at, 1, 3)))).as("frame %d", at).isTrue();
        }
    }

    /** The one in front is the only one seen where both are; the track of the one behind may take that for itself. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoGoesBehindSomebodyIsCoveredOnTheirWayWhoseverTrackTheOneInFrontIsTakenFor(boolean walkerFirst) {
        List<Cover> covers = meeting(22, at -> at < 9, walkerFirst);

        for (int at = 0; at < 18; at++) {
            assertThat(covers(covers.get(at), box(passing(at))))
                    .as("the one who walks, frame %d", at)
                    .isTrue();
            assertThat(covers(covers.get(at), box(STANDING)))
                    .as("the one who stands, frame %d", at)
                    .isTrue();
        }
        assertThat(covers.getLast().regions()).allMatch(region -> region.box().x() > 150);
    }

    @Test
    void whoMeetAndPartAreNoLongerInDoubtOnceBothAreSeen() {
        List<Cover> covers = meeting(18, at -> at < 9 || at > 12, true);

        assertThat(covers.get(11).regions()).hasSizeGreaterThan(2);
        assertThat(covers.getLast().regions()).hasSize(2);
    }

    /** Passes in front of the first and goes behind the second, whom they are taken for. */
    @Test
    void whoMeetsTwoOneAfterTheOtherIsInDoubtWithBoth() {
        List<Cover> covers = goingBehindOneWhoStepsCloser(at -> at < 3 ? List.of(head(140, 20)) : List.of());

        for (int at = 0; at < 18; at++) {
            assertThat(covers(covers.get(at), box(passing(at))))
                    .as("frame %d", at)
                    .isTrue();
        }
    }

    /** What is weak may be anything, and what shares the place may be the same head found twice. */
    @ParameterizedTest(name = "at {0} with certainty {1}")
    @CsvSource({"214, 0.25", "200, 0.8"})
    void whoMeetStayInDoubtWhileASecondSightIsNotSurelyOfTheOther(int x, float score) {
        Detection anything = new Detection(ObjectKind.HEAD, x, 50, 20, 24, score, List.of());

        List<Cover> covers = goingBehindOneWhoStepsCloser(at -> at > 10 ? List.of(anything) : List.of());

        for (int at = 0; at < 18; at++) {
            assertThat(covers(covers.get(at), box(passing(at))))
                    .as("frame %d", at)
                    .isTrue();
        }
    }

    /** The one who walks is seen no more from then on; their track goes over to the one who stood. */
    private static List<Cover> goingBehindOneWhoStepsCloser(IntFunction<List<Detection>> seenToo) {
        return tenASecond(18, at -> {
            List<Detection> seen =
                    new ArrayList<>(at < 9 ? List.of(passing(at), head(200, 20)) : List.of(head(190, 20)));
            seen.addAll(seenToo.apply(at));
            return seen;
        });
    }

    /** One walks past one who stands; where the walker is not seen, the other is. */
    private static List<Cover> meeting(int frames, IntPredicate walkerIsSeen, boolean walkerFirst) {
        return tenASecond(frames, at -> {
            List<Detection> both = walkerFirst ? List.of(passing(at), STANDING) : List.of(STANDING, passing(at));
            return walkerIsSeen.test(at) ? both : List.of(STANDING);
        });
    }

    private static List<Cover> tenASecond(int frames, IntFunction<List<Detection>> seen) {
        Tracker tracker = new Tracker(SETTINGS);
        List<Cover> covers = new ArrayList<>();
        for (int at = 0; at < frames; at++) {
            Cover now = new Cover(at * 100_000L);
            tracker.see(seen.apply(at), now, held(covers, now), false);
            covers.add(now);
        }
        return covers;
    }

    private static Detection passing(int at) {
        return new Detection(ObjectKind.HEAD, 100 + 10 * at, 50, 20, 24, 0.8f, List.of());
    }

    @Test
    void isCountedOnceHoweverOftenSeen() {
        Tracker tracker = new Tracker(SETTINGS);
        List<Cover> covers = new ArrayList<>();
        for (int at = 0; at < 30; at++) {
            Cover now = new Cover(at * FRAME);
            tracker.see(List.of(walker(at, 0.8f, 2)), now, held(covers, now), false);
            covers.add(now);
        }

        assertThat(tracker.followed()).containsOnlyKeys(ObjectKind.HEAD).containsValue(1);
        assertThat(tracker.followed()).isEmpty();
    }

    @Test
    void isTheSameTrackAsLongAsItIsFollowedAndSaidToBeHeldWhereItIsNotSeen() {
        Tracker tracker = new Tracker(SETTINGS);
        List<Followed> walker = new ArrayList<>();
        for (int at = 0; at < 20; at++) {
            List<Detection> found = at == 10 ? List.of() : List.of(walker(at, 0.8f, 2));
            tracker.see(found, new Cover(at * FRAME), List.of(), false);
            walker.addAll(tracker.tracks());
        }

        assertThat(walker).hasSize(20).extracting(Followed::number).containsOnly(0);
        assertThat(walker.get(10).seenAs()).isEmpty();
        assertThat(walker.get(10).agreement()).isZero();
        assertThat(walker.get(11).seenAs()).contains(walker(11, 0.8f, 2));
        assertThat(walker.get(19).agreement()).isGreaterThan(0.9);
        assertThat(walker.get(19).sights()).isEqualTo(19);
    }

    /** Two heads in one box, then one of them alone: that does not mean that it goes on shrinking. */
    @Test
    void keepsItsSizeWhileItIsNotSeenAndIsRecognisedByIt() {
        Tracker tracker = new Tracker(SETTINGS);
        List<Detection> shrinking = List.of(head(20, 30), head(20, 30), head(22, 24), head(23, 18));
        int gone = shrinking.size() + 20;
        for (int at = 0; at < gone; at++) {
            List<Detection> found = at < shrinking.size() ? List.of(shrinking.get(at)) : List.of();
            tracker.see(found, new Cover(at * FRAME), List.of(), false);
        }
        Followed held = tracker.tracks().getFirst();
        assertThat(held.box().width()).isGreaterThan(12);

        Cover again = new Cover(gone * FRAME);
        Detection back = new Detection(ObjectKind.HEAD, (float) held.box().x(), 50, 18, 24, 0.22f, List.of());
        tracker.see(List.of(back), again, List.of(), false);

        assertThat(tracker.tracks()).extracting(Followed::number).containsExactly(0);
        assertThat(tracker.tracks().getFirst().seenAs()).contains(back);
        assertThat(covers(again, box(back))).isTrue();
    }

    @Test
    void isThereForTheLastTimeWhenItIsTakenToBeAnother() {
        Tracker tracker = new Tracker(SETTINGS);
        for (int at = 0; at < 10; at++) {
            List<Detection> found = at < 5
                    ? List.of(walker(at, 0.8f, 0))
                    : List.of(walker(at, 0.8f, 0), new Detection(ObjectKind.HEAD, 48, 50, 20, 24, 0.8f, List.of()));
            tracker.see(found, new Cover(at * FRAME), List.of(), false);
        }
        assertThat(tracker.tracks()).hasSize(2);

        Detection closer = new Detection(ObjectKind.HEAD, 42, 50, 20, 24, 0.8f, List.of());
        List<Integer> followed = new ArrayList<>();
        for (int at = 10; at < 60; at++) {
            tracker.see(List.of(closer), new Cover(at * FRAME), List.of(), false);
            followed.add(tracker.tracks().size());
        }
        assertThat(followed).startsWith(2).endsWith(1);
    }

    @Test
    void whatItIsMadeOfIsKnownOfEveryRegion() {
        Tracker tracker = new Tracker(SETTINGS);
        Detection one = walker(0, 0.8f, 0);
        Detection far = new Detection(ObjectKind.HEAD, 120, 50, 20, 24, 0.8f, List.of());
        Detection inside = new Detection(ObjectKind.HEAD, 22, 52, 12, 14, 0.8f, List.of());
        tracker.see(List.of(one, far), new Cover(0), List.of(), false);
        Cover now = new Cover(FRAME);
        tracker.see(List.of(one, inside), now, List.of(), false);

        // Then what one box holds of another is not lost with it
        Cover without = now.without(region -> region.to().as().equals(one));
        assertThat(covers(now, box(one))).isTrue();
        assertThat(without.regions()).hasSizeLessThan(now.regions().size());
        assertThat(covers(without, box(inside))).isTrue();
        assertThat(covers(without, box(far))).isTrue();
        assertThat(covers(without, box(one))).isFalse();
        without.demandSeen();
    }

    /** Two pixels a frame to the right; the detector sees it with the score that is given, 0 for not at all. */
    private static List<Cover> walk(int frames, IntFunction<Float> score) {
        Tracker tracker = new Tracker(SETTINGS);
        List<Cover> covers = new ArrayList<>();
        for (int at = 0; at < frames; at++) {
            Cover now = new Cover(at * FRAME);
            float seen = score.apply(at);
            tracker.see(seen > 0 ? List.of(walker(at, seen, 2)) : List.of(), now, held(covers, now), false);
            covers.add(now);
            covers.stream()
                    .filter(cover -> now.micros() - cover.micros() == 320_000)
                    .forEach(tracker::leave);
        }
        covers.stream().skip(Math.max(0, frames - 8)).forEach(tracker::leave);
        return covers;
    }

    private static List<Cover> held(List<Cover> covers, Cover now) {
        return covers.stream()
                .filter(cover -> now.micros() - cover.micros() <= SETTINGS.lookBackMicros())
                .toList();
    }

    private static Detection walker(int at, float score, float speed) {
        return new Detection(ObjectKind.HEAD, 20 + speed * at, 50, 20, 24, score, List.of());
    }

    private static Detection head(int x, int width) {
        return new Detection(ObjectKind.HEAD, x, 50, width, 24, 0.8f, List.of());
    }

    private static Box box(Detection one) {
        return new Box(one.x(), one.y(), one.width(), one.height());
    }

    private static List<Integer> uncovered(List<Cover> covers, int from, int to) {
        return IntStream.range(from, to)
                .filter(at -> !covers(covers.get(at), box(walker(at, 1, 2))))
                .boxed()
                .toList();
    }

    private static boolean covers(Cover cover, Box box) {
        return cover.regions().stream().anyMatch(region -> region.box().shared(box) > 0.999 * box.area());
    }
}
