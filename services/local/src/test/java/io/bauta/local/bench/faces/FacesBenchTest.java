/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna stands on the left of a film and Ben on the right; a person has marked both, and the detector sees Anna only. */
class FacesBenchTest {
    private static final AnonymisationPolicy HEADS = new AnonymisationPolicy(
            new PolicyReference("heads", 1),
            VideoPolicy.of(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE)),
            AudioPolicy.mute());
    private static final int FRAMES = 10;

    @TempDir
    private Path folder;

    private final List<String> skipped = new ArrayList<>();

    @BeforeEach
    void film() throws IOException {
        Files.createDirectories(folder.resolve("video"));
        Files.createDirectories(folder.resolve("peers/deface"));
        TestFilm.withSound(folder.resolve("video/street.mp4"), FRAMES);
        marks("street.mp4,3,Anna,60,60,24,24,face,", "street.mp4,3,Ben,220,60,12,12,face,");
    }

    @Test
    void aFaceUnderACoverIsHiddenAndOneBesideItStaysOpen() throws IOException {
        peer("[60, 60, 84, 84, 0.9]");

        Figure figure = measured();

        assertThat(figure.name()).isEqualTo("faces street");
        assertThat(figure.value()).isEqualTo(1);
        assertThat(figure.target()).isEqualTo(1);
        assertThat(figure.met()).isTrue();
        assertThat(counted(figure, "all"))
                .contains(
                        entry("faces", 2),
                        entry("hidden", 1L),
                        entry("foundInTheirFrame", 1L),
                        entry("foundByPeer", 1L),
                        entry("byPeerOnly", 0L));
        assertThat(counted(figure, "pixels 16 to 32")).contains(entry("hidden", 1L));
        assertThat(counted(figure, "pixels 10 to 16")).contains(entry("hidden", 0L));
        assertThat((double) figure.details().get("percentOfFramesHidden")).isBetween(1.0, 10.0);
    }

    @Test
    void thePromiseIsBrokenWhereThePeerFindsMore() throws IOException {
        peer("[60, 60, 84, 84, 0.9], [219, 59, 231, 73, 0.4]");

        Figure figure = measured();

        assertThat(figure.met()).isFalse();
        assertThat(counted(figure, "all")).contains(entry("byPeerOnly", 1L));
        assertThat(Path.of((String) figure.details().get("open"))).content().isEqualTo("""
                        clip,frame,who,x,y,w,h,hidden,certainty,peer overlap,peer hidden
                        street.mp4,3,Ben,220.0,60.0,12.0,12.0,0.00,0.00,0.73,1.00
                        """);
    }

    @Test
    void whatNobodyIsSureOfCountsForNobody() throws IOException {
        marks(
                "street.mp4,3,Anna,60,60,24,24,face,",
                "street.mp4,3,Ben,220,60,12,12,unsure,",
                "street.mp4,4,-,1,1,9,9,none,");
        peer("[219, 59, 231, 73, 0.4]");

        Figure figure = measured();

        assertThat(figure.value()).isZero();
        assertThat(counted(figure, "all")).contains(entry("faces", 1), entry("foundByPeer", 0L));
        assertThat(figure.details()).contains(entry("frames", 2));
    }

    @Test
    void theAnonymousFilmDoesNotStay() throws IOException {
        peer("");

        measured();

        assertThat(folder.resolve("faces-street.mp4")).doesNotExist();
    }

    @Test
    void aClipThatIsNotThereIsSkippedInOneLine() throws IOException {
        Files.delete(folder.resolve("video/street.mp4"));

        assertThat(bench().measure(clip -> HEADS, SeesAnna::new, folder)).isEmpty();

        assertThat(skipped).singleElement().asString().startsWith("faces: street.mp4 skipped, no ");
    }

    @Test
    void aFrameThatTheFilmDoesNotHaveIsAnError() throws IOException {
        marks("street.mp4,10,Anna,60,60,24,24,face,");
        peer("");

        assertThatThrownBy(this::measured).isInstanceOf(IOException.class).hasMessageContaining("marked in frame 10");
    }

    @Test
    void aFrameThatThePeerWasNotAskedAboutIsAnError() throws IOException {
        marks("street.mp4,4,Anna,60,60,24,24,face,");
        peer("");

        assertThatThrownBy(this::measured)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not asked about frame 4");
    }

    private Figure measured() throws IOException {
        return bench().measure(clip -> HEADS, SeesAnna::new, folder).getFirst();
    }

    private FacesBench bench() {
        return new FacesBench(folder.resolve("faces.csv"), folder, skipped::add, () -> false);
    }

    private static Map<String, Object> counted(Figure figure, String which) {
        assertThat(figure.details()).containsKey(which);
        return assertThat(figure.details().get(which))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .actual();
    }

    private void marks(String... rows) throws IOException {
        Files.writeString(
                folder.resolve("faces.csv"), "clip,frame,who,x,y,w,h,verdict,note\n" + String.join("\n", rows) + "\n");
    }

    private void peer(String boxesOfTheThirdFrame) throws IOException {
        Files.writeString(
                folder.resolve("peers/deface/street_default.json"),
                "{\"frames\": [{\"frame\": 3, \"boxes\": [" + boxesOfTheThirdFrame + "]}]}");
    }

    /** Sees the head about Anna's face, in every frame. */
    private static final class SeesAnna implements Sight {
        @Override
        public List<Detection> look(Frame frame) {
            return List.of(new Detection(ObjectKind.HEAD, 56, 52, 32, 33, 0.9f, List.of()));
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
    }
}
