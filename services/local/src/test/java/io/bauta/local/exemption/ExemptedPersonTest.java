/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.local.Refusal;
import io.bauta.local.exemption.Stage.Actor;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import io.bauta.local.file.FileReport;
import io.bauta.local.file.FileReport.Stretch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna asks for the footage of herself; Ben and Carol were there too. */
class ExemptedPersonTest {
    private static final int FRAMES = 60;

    @TempDir
    private Path folder;

    @Test
    void onlyTheOneWhoIsPointedAtShowsBeforeThatMomentAndAfterIt() throws IOException {
        // Given Anna who walks, Ben who stands, Carol who walks elsewhere
        Actor anna = Actor.walking("Anna", 60, 2, 60);
        Actor ben = Actor.standing("Ben", 420, 60);
        Actor carol = Actor.walking("Carol", 400, -3, 200);
        Stage stage = new Stage(FRAMES, anna, ben, carol);

        // When the film is made anonymous with an exemption that points at Anna in its middle
        FileReport done = request().anonymised(stage, Request.HEADS, anna.pointedAt(30));

        // Then she shows from the first frame to the last, and the others never
        assertThat(Stage.showing(request().out(), anna)).isEqualTo(frames(0, FRAMES));
        assertThat(Stage.hiding(request().out(), ben)).isEqualTo(frames(0, FRAMES));
        assertThat(Stage.hiding(request().out(), carol)).isEqualTo(frames(0, FRAMES));
        // And nobody can take the file for an anonymous one
        assertThat(done.weak()).isTrue();
        assertThat(done.methods()).containsExactly("face:solid", "person:exempted");
        assertThat(done.regions()).containsEntry("head", 3);
        assertThat(done.exempted()).singleElement().satisfies(one -> {
            assertThat(one.exemption()).isEqualTo(Request.DIGEST);
            assertThat(one.caseReference()).isEqualTo("AR-17");
            assertThat(one.frames()).isEqualTo(FRAMES);
            assertThat(one.stretches()).containsExactly(new Stretch(0, 59, 0, 2.36));
        });
        assertThat(new String(Files.readAllBytes(request().out()), StandardCharsets.ISO_8859_1))
                .contains("Not anonymous: one person was left visible by exemption sha256:" + Request.DIGEST);
    }

    @Test
    void withoutAnExemptionNobodyShowsAndTheFileSaysNothing() throws IOException {
        Actor anna = Actor.walking("Anna", 60, 2, 60);
        Stage stage = new Stage(FRAMES, anna);

        FileReport done = FileAnonymiser.anonymise(
                new FileJob(
                        request().film(stage),
                        request().out(),
                        Request.policy(Request.HEADS),
                        stage,
                        Hearing.none(),
                        Optional.empty()),
                (at, total) -> true);

        assertThat(Stage.hiding(request().out(), anna)).isEqualTo(frames(0, FRAMES));
        assertThat(done.exempted()).isEmpty();
        assertThat(done.weak()).isFalse();
        assertThat(new String(Files.readAllBytes(request().out()), StandardCharsets.ISO_8859_1))
                .doesNotContain("Not anonymous");
    }

    @Test
    void whereTwoCrossBothAreCoveredAndNobodyKnowsWhoIsWhoAfterwards() throws IOException {
        Actor anna = Actor.walking("Anna", 60, 4, 100);
        Actor ben = Actor.walking("Ben", 380, -4, 104);
        Stage stage = new Stage(80, anna, ben);

        FileReport done = request().anonymised(stage, Request.HEADS, anna.pointedAt(5));

        assertThat(Stage.hiding(request().out(), ben)).isEqualTo(frames(0, 80));
        assertThat(Stage.showing(request().out(), anna)).startsWith(0, 1, 2).isSubsetOf(frames(0, 40));
        assertThat(Stage.hiding(request().out(), anna)).containsAll(frames(38, 80));
        assertThat(done.exempted().getFirst().stretches()).singleElement().satisfies(only -> assertThat(only.toFrame())
                .isLessThan(40));
    }

    @Test
    void pointedAtAgainSheShowsAgainOnceTheOthersCoverIsGone() throws IOException {
        Actor anna = Actor.walking("Anna", 40, 2.5, 100);
        Actor ben = Actor.walking("Ben", 440, -2.5, 104);
        Stage stage = new Stage(160, anna, ben);

        FileReport done = request().anonymised(stage, Request.HEADS, anna.pointedAt(5), anna.pointedAt(150));

        assertThat(Stage.hiding(request().out(), ben)).isEqualTo(frames(0, 160));
        assertThat(Stage.showing(request().out(), anna)).startsWith(0, 1, 2).endsWith(158, 159);
        assertThat(Stage.hiding(request().out(), anna)).containsAll(frames(76, 90));
        assertThat(done.exempted().getFirst().stretches()).hasSize(2);
    }

    @Test
    void whoWalksInFrontOfHerCoversHer() throws IOException {
        // Given Ben whose head is above Anna's, and whose body, which is hidden too, passes before her
        Actor anna = Actor.standing("Anna", 240, 150);
        Actor ben = Actor.walking("Ben", 60, 3, 40);
        Stage stage = new Stage(120, List.of(anna, ben), at -> List.of(anna.head(at), ben.head(at), ben.body(at)));

        request().anonymised(stage, Request.BODIES, anna.pointedAt(5));

        assertThat(Stage.hiding(request().out(), ben)).isEqualTo(frames(0, 120));
        assertThat(Stage.showing(request().out(), anna))
                .contains(0, 10, 119)
                .doesNotContainAnyElementsOf(frames(55, 66));
        assertThat(Stage.covered(request().out(), 60, anna.head(60))).isEqualTo(1);
    }

    @Test
    void faceHeadAndBodyAreOnePerson() throws IOException {
        Actor anna = Actor.walking("Anna", 60, 1, 40);
        Actor ben = Actor.standing("Ben", 400, 40);
        Stage stage = new Stage(FRAMES, List.of(anna, ben), at -> Stream.of(anna, ben)
                .flatMap(one -> Stream.of(one.face(at), one.head(at), one.body(at)))
                .toList());

        FileReport done = request().anonymised(stage, Request.BODIES, anna.pointedAt(20));

        assertThat(Stage.showing(request().out(), anna)).isEqualTo(frames(0, FRAMES));
        assertThat(Stage.covered(request().out(), 30, anna.body(30))).isLessThan(0.05);
        assertThat(Stage.covered(request().out(), 30, ben.body(30))).isGreaterThan(0.95);
        assertThat(done.regions()).containsEntry("head", 2).containsEntry("person", 2);
    }

    @Test
    void sheMayBePointedAtFromHeadToFootAndByTheSecond() throws IOException {
        Actor anna = Actor.standing("Anna", 100, 40);
        Stage stage = new Stage(FRAMES, List.of(anna), at -> List.of(anna.head(at), anna.body(at)));
        Detection body = anna.body(0);

        request()
                .anonymised(
                        stage,
                        Request.BODIES,
                        "%.0f,%.0f,%.0f,%.0f@1.61".formatted(body.x(), body.y(), body.width(), body.height()));

        assertThat(Stage.showing(request().out(), anna)).isEqualTo(frames(0, FRAMES));
    }

    @Test
    void aBodyThatMayBeAnothersIsCovered() throws IOException {
        // Given one body with two heads where a head should be
        Actor anna = Actor.standing("Anna", 200, 60);
        Actor ben = Actor.standing("Ben", 270, 60);
        Detection both = new Detection(ObjectKind.PERSON, 170, 40, 130, 210, 0.8f, List.of());
        Stage stage = new Stage(FRAMES, List.of(anna, ben), at -> List.of(anna.head(at), ben.head(at), both));

        assertThatThrownBy(() -> request().anonymised(stage, Request.BODIES, anna.pointedAt(20)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("shows in no frame");
        assertThat(request().out()).doesNotExist();
    }

    @Test
    void whoeverStandsThereAfterACutIsCovered() throws IOException {
        Actor there = Actor.standing("Anna, and Ben in the next scene", 200, 100);
        Stage stage = new Stage(FRAMES, there);
        Path film = stage.filmed(folder.resolve("film.mp4"), 30);

        request().anonymised(film, stage, Request.HEADS, there.pointedAt(10));

        assertThat(Stage.showing(request().out(), there))
                .isSubsetOf(frames(0, 30))
                .contains(0, 10, 20);
        assertThat(Stage.hiding(request().out(), there)).containsAll(frames(30, FRAMES));
    }

    @Test
    void whoComesBackAfterALongTimeMayBeAnotherAndIsCovered() throws IOException {
        Actor anna = Actor.standing("Anna", 200, 100);
        Stage missed = new Stage(FRAMES, List.of(anna), at -> at >= 20 && at < 28 ? List.of() : List.of(anna.head(at)));
        request().anonymised(missed, Request.HEADS, anna.pointedAt(10));
        assertThat(Stage.showing(request().out(), anna)).isEqualTo(frames(0, FRAMES));
        Files.delete(request().out());

        Stage gone = new Stage(FRAMES, List.of(anna), at -> at >= 20 && at < 35 ? List.of() : List.of(anna.head(at)));
        request().anonymised(gone, Request.HEADS, anna.pointedAt(10));

        assertThat(Stage.hiding(request().out(), anna)).containsAll(frames(35, FRAMES));
    }

    private static List<Integer> frames(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private Request request() {
        return new Request(folder);
    }
}
