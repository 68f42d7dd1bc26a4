/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.exemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.audioanonymiser.hearing.Hearing;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.VideoPolicy;
import io.bauta.local.Refusal;
import io.bauta.local.exemption.Stage.Actor;
import io.bauta.local.file.FileAnonymiser;
import io.bauta.local.file.FileJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Anna asks for cannot be done, and is not half done. */
class ExemptionUnclearTest {
    private static final int FRAMES = 60;

    @TempDir
    private Path folder;

    @Test
    void whereItIsNotClearWhoIsMeantThereIsNoOutput() throws IOException {
        Actor anna = Actor.standing("Anna", 100, 100);
        Actor ben = Actor.standing("Ben", 300, 100);
        Actor close = Actor.standing("Carol", 116, 104);

        refused(new Stage(FRAMES, anna, ben), "nobody is found there", "200,200,30,40@f20");
        refused(new Stage(FRAMES, anna, ben), "has only 60 frames", anna.pointedAt(60));
        refused(new Stage(FRAMES, anna, ben), "shows no picture then", "84,80,32,40@9");
        refused(new Stage(FRAMES, anna, close), "somebody else is too near", anna.pointedAt(20));
        refused(new Stage(FRAMES, anna, close), "more than one person", "92,82,32,40@f20");
        refused(new Stage(FRAMES, anna, ben), "two different people", anna.pointedAt(20), ben.pointedAt(30));
        assertThat(folder.toFile().list()).containsExactly("film.mp4");
    }

    @Test
    void aPolicyThatHidesNobodyByHimselfLeavesNobodyOut() {
        Actor anna = Actor.standing("Anna", 100, 100);
        VideoPolicy plates = VideoPolicy.of(RegionPolicy.of(RegionMethod.NONE, RegionMethod.NONE, RegionMethod.SOLID));

        for (VideoPolicy policy : List.of(VideoPolicy.mosaic(), plates)) {
            assertThatThrownBy(() -> request().anonymised(new Stage(FRAMES, anna), policy, anna.pointedAt(20)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("looks for nobody");
        }
        assertThat(request().out()).doesNotExist();
    }

    @Test
    void aPictureIsNoFilm() {
        Actor anna = Actor.standing("Anna", 100, 100);
        Stage stage = new Stage(1, anna);
        FileJob job = new FileJob(
                request().film(stage),
                folder.resolve("out.png"),
                Request.policy(Request.HEADS),
                stage,
                Hearing.none(),
                Optional.empty(),
                request().finder(anna.pointedAt(0)));

        assertThatThrownBy(() -> FileAnonymiser.anonymise(job, (at, total) -> true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holds for a film");
    }

    private void refused(Stage stage, String why, String... places) {
        assertThatThrownBy(() -> request().anonymised(stage, Request.HEADS, places))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    private Request request() {
        return new Request(folder);
    }
}
