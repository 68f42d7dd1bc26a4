/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.RegionPolicy;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import io.bauta.media.video.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where bodies are hidden, the network made for persons has the say about them. */
class WithPersonsTest {
    private static final Detection HEAD = ScriptedSight.head(10, 10, 8, 8, 0.9);

    @Test
    void personsAreThoseOfTheOneAllElseIsOfTheOther() {
        ScriptedSight usual = new ScriptedSight(frame -> List.of(HEAD, person(100)));
        ScriptedSight persons = new ScriptedSight(frame -> List.of(person(6)), ObjectKind.PERSON);

        try (Sight both = WithPersons.open(usual, persons);
                Frame frame = Frame.black(64, 64, 0)) {
            assertThat(both.look(frame)).containsExactly(HEAD, person(6));
            assertThat(both.kinds()).containsExactlyInAnyOrder(ObjectKind.values());
            assertThat(both.models())
                    .containsOnlyKeys("detector", "persons")
                    .containsEntry("persons", ScriptedSight.MODEL);
        }

        assertThat(usual.closed()).isOne();
        assertThat(persons.closed()).isOne();
    }

    @Test
    void aDetectorOfFacesAloneMayHideBodiesWithIt() {
        ScriptedSight faces = new ScriptedSight(frame -> List.of(), ObjectKind.FACE);
        ScriptedSight persons = new ScriptedSight(frame -> List.of(), ObjectKind.PERSON);
        RegionPolicy hidden = RegionPolicy.of(RegionMethod.NONE, RegionMethod.SOLID, RegionMethod.NONE);

        try (Sight alone = faces.get();
                Sight both = WithPersons.open(faces, persons)) {
            assertThatThrownBy(() -> alone.demandThatItFinds(hidden)).isInstanceOf(DetectorMissingException.class);
            both.demandThatItFinds(hidden);
        }
    }

    @Test
    void whileOneOfThemIsMissingThereIsNoSightAndNothingStaysOpen() {
        ScriptedSight usual = new ScriptedSight(frame -> List.of());
        ScriptedSight blind = new ScriptedSight(frame -> List.of(), ObjectKind.PLATE);

        assertThatThrownBy(() -> WithPersons.open(usual, Sight.none())).isInstanceOf(DetectorMissingException.class);
        assertThatThrownBy(() -> WithPersons.open(usual, blind))
                .isInstanceOf(DetectorMissingException.class)
                .hasMessageContaining("persons");

        assertThat(usual.closed()).isEqualTo(usual.opened());
        assertThat(blind.closed()).isEqualTo(blind.opened());
    }

    @Test
    void twoPoliciesThatShareALookSeeWhatEitherNeeds() {
        RegionPolicy faces = RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE);
        RegionPolicy bodies = RegionPolicy.of(RegionMethod.NONE, RegionMethod.SILHOUETTE, RegionMethod.NONE);

        assertThat(Watch.of(faces).persons()).isFalse();
        assertThat(Watch.of(bodies).persons()).isTrue();
        assertThat(Watch.of(faces).and(Watch.of(bodies)).persons()).isTrue();
        assertThat(new Watch(Reach.FAR, false).and(new Watch(Reach.NEAR, true))).isEqualTo(new Watch(Reach.FAR, true));
    }

    private static Detection person(float x) {
        return new Detection(ObjectKind.PERSON, x, 4, 20, 50, 0.8f, List.of());
    }
}
