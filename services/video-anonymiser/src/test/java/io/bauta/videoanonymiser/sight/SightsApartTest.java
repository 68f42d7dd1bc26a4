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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where bodies or plates are hidden, the networks made for them have the say about them. */
class SightsApartTest {
    private static final Detection HEAD = ScriptedSight.head(10, 10, 8, 8, 0.9);

    @Test
    void personsAndPlatesAreThoseOfTheirOwnNetworksAllElseIsOfTheUsualOne() {
        ScriptedSight usual = new ScriptedSight(frame -> List.of(HEAD, person(100), plate(100)));
        ScriptedSight persons = new ScriptedSight(frame -> List.of(person(6)), ObjectKind.PERSON);
        ScriptedSight plates = new ScriptedSight(frame -> List.of(plate(7)), ObjectKind.PLATE);

        try (Sight all = SightsApart.open(usual, Map.of(ObjectKind.PERSON, persons, ObjectKind.PLATE, plates));
                Frame frame = Frame.black(64, 64, 0)) {
            assertThat(all.look(frame)).containsExactly(HEAD, person(6), plate(7));
            assertThat(all.kinds()).containsExactlyInAnyOrder(ObjectKind.values());
            assertThat(all.models())
                    .containsOnlyKeys("detector", "persons", "plates")
                    .containsEntry("persons", ScriptedSight.MODEL);
        }

        assertThat(List.of(usual.closed(), persons.closed(), plates.closed())).containsOnly(1);
    }

    @Test
    void whereNothingIsFoundApartThereIsTheUsualSightAlone() {
        ScriptedSight usual = new ScriptedSight(frame -> List.of(HEAD, person(100)));

        try (Sight alone = SightsApart.open(usual, Map.of());
                Frame frame = Frame.black(64, 64, 0)) {
            assertThat(alone.look(frame)).containsExactly(HEAD, person(100));
            assertThat(alone.models()).containsOnlyKeys("detector");
        }
    }

    @Test
    void aDetectorOfFacesAloneMayHideBodiesWithIt() {
        ScriptedSight faces = new ScriptedSight(frame -> List.of(), ObjectKind.FACE);
        ScriptedSight persons = new ScriptedSight(frame -> List.of(), ObjectKind.PERSON);
        RegionPolicy hidden = RegionPolicy.of(RegionMethod.NONE, RegionMethod.SOLID, RegionMethod.NONE);

        try (Sight alone = faces.get();
                Sight both = SightsApart.open(faces, Map.of(ObjectKind.PERSON, persons))) {
            assertThatThrownBy(() -> alone.demandThatItFinds(hidden)).isInstanceOf(DetectorMissingException.class);
            both.demandThatItFinds(hidden);
        }
    }

    @Test
    void whileOneOfThemIsMissingThereIsNoSightAndNothingStaysOpen() {
        ScriptedSight usual = new ScriptedSight(frame -> List.of());
        ScriptedSight blind = new ScriptedSight(frame -> List.of(), ObjectKind.PLATE);

        assertThatThrownBy(() -> SightsApart.open(usual, Map.of(ObjectKind.PERSON, Sight.none())))
                .isInstanceOf(DetectorMissingException.class);
        assertThatThrownBy(() -> SightsApart.open(usual, Map.of(ObjectKind.PERSON, blind)))
                .isInstanceOf(DetectorMissingException.class)
                .hasMessageContaining("persons");

        assertThat(usual.closed()).isEqualTo(usual.opened());
        assertThat(blind.closed()).isEqualTo(blind.opened());
    }

    @Test
    void twoPoliciesThatShareALookSeeWhatEitherNeeds() {
        RegionPolicy faces = RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE);
        RegionPolicy bodies = RegionPolicy.of(RegionMethod.NONE, RegionMethod.SILHOUETTE, RegionMethod.NONE);

        assertThat(Watch.of(faces).apart()).isEmpty();
        assertThat(Watch.of(bodies).apart()).containsExactly(ObjectKind.PERSON);
        assertThat(Watch.of(faces).and(Watch.of(bodies)).apart()).containsExactly(ObjectKind.PERSON);
        assertThat(new Watch(Reach.FAR, Set.of(ObjectKind.PLATE)).and(new Watch(Reach.NEAR, Set.of(ObjectKind.PERSON))))
                .isEqualTo(new Watch(Reach.FAR, Set.of(ObjectKind.PERSON, ObjectKind.PLATE)));
    }

    @Test
    void platesHaveANetworkOfTheirOwnWhereThePolicyWantsWhatIsFarOrNobodyWaits() {
        RegionPolicy near = RegionPolicy.of(RegionMethod.NONE, RegionMethod.NONE, RegionMethod.MOSAIC);
        RegionPolicy far = new RegionPolicy(
                near.faces(), near.bodies(), near.plates(), near.cover(), Reach.FAR, near.hold(), near.lookBack());

        assertThat(Watch.of(near).apart()).isEmpty();
        assertThat(Watch.of(far).apart()).containsExactly(ObjectKind.PLATE);
        assertThat(Watch.unhurried(near).apart()).containsExactly(ObjectKind.PLATE);
    }

    private static Detection person(float x) {
        return new Detection(ObjectKind.PERSON, x, 4, 20, 50, 0.8f, List.of());
    }

    private static Detection plate(float x) {
        return new Detection(ObjectKind.PLATE, x, 30, 20, 6, 0.7f, List.of());
    }
}
