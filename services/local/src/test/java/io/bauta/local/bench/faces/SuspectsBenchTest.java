/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.bench.Figure;
import io.bauta.local.file.TestFilm;
import io.bauta.media.video.Frame;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna and Ben stand in a film; a stranger finds the faces of both in every frame, whatever covers them. */
class SuspectsBenchTest {
    private static final AnonymisationPolicy HEADS = new AnonymisationPolicy(
            new PolicyReference("heads", 1),
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE)),
            AudioPolicy.mute());
    private static final int FRAMES = 30;
    private static final Detection ANNA = face(60, 60, 24);
    private static final Detection BEN = face(220, 60, 16);
    private static final Detection TOO_SMALL = face(120, 100, 11);

    @TempDir
    private Path folder;

    private final List<String> skipped = new ArrayList<>();

    @Test
    void whoIsCoveredAllTheTimeIsNoSuspectAndWhoNeverIsWasMissedWholly() throws IOException {
        Figure figure = measured(frame -> List.of(head(ANNA)), frame -> List.of(ANNA, BEN, TOO_SMALL));

        assertThat(figure.name()).isEqualTo("suspects street");
        assertThat(figure.value()).isZero();
        assertThat(figure.met()).isTrue();
        assertThat(figure.details())
                .contains(
                        entry("frames", FRAMES),
                        entry("tracks", 2L),
                        entry("facesFound", 2 * FRAMES),
                        entry("tracksMissedWholly", 1L),
                        entry("facesInThem", FRAMES),
                        entry("foundWhereNothingWas", 0));
        assertThat(Path.of((String) figure.details().get("open"))).content().isEqualTo("""
                clip,track,first frame,last frame,frames,open,x,y,median height,median width,missed
                street,1,0,29,30,30,220,60,16,16,wholly
                """);
    }

    @Test
    void whoShowsInSomeFramesOnlyBreaksThePromise() throws IOException {
        Figure figure = measured(frame -> frame == 0 ? List.of(head(ANNA)) : List.of(), frame -> List.of(ANNA));

        assertThat(figure.met()).isFalse();
        assertThat(figure.value()).isBetween(15.0, 25.0);
        assertThat(figure.details()).contains(entry("tracksMissedWholly", 0L));
    }

    @Test
    void theAnonymousFilmDoesNotStay() throws IOException {
        measured(frame -> List.of(), frame -> List.of());

        assertThat(folder.resolve("suspects-street.mp4")).doesNotExist();
    }

    @Test
    void withoutClipsItIsSkippedInOneLine() throws IOException {
        assertThat(bench().measure(
                                clip -> HEADS, () -> seeing(frame -> List.of()), () -> seeing(at -> List.of()), folder))
                .isEmpty();

        assertThat(skipped).singleElement().asString().startsWith("suspects: skipped, no ");
    }

    private Figure measured(IntFunction<List<Detection>> ours, IntFunction<List<Detection>> strangers)
            throws IOException {
        Files.createDirectories(folder.resolve("video"));
        TestFilm.withSound(folder.resolve("video/street.mp4"), FRAMES);
        Supplier<Sight> eyes = () -> seeing(ours);
        return bench().measure(clip -> HEADS, eyes, () -> seeing(strangers), folder)
                .getFirst();
    }

    private SuspectsBench bench() {
        return new SuspectsBench(folder.resolve("video"), skipped::add, () -> false);
    }

    private static Detection face(int x, int y, int size) {
        return new Detection(ObjectKind.FACE, x, y, size, size, 0.9f, List.of());
    }

    private static Detection head(Detection face) {
        return new Detection(
                ObjectKind.HEAD, face.x() - 4, face.y() - 8, face.width() + 8, face.height() + 9, 0.9f, List.of());
    }

    private static Sight seeing(IntFunction<List<Detection>> byFrame) {
        return new Sight() {
            private int frame;

            @Override
            public List<Detection> look(Frame shown) {
                return byFrame.apply(frame++);
            }

            @Override
            public Set<ObjectKind> kinds() {
                return Set.of(ObjectKind.values());
            }

            @Override
            public String model() {
                return "a".repeat(64);
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
