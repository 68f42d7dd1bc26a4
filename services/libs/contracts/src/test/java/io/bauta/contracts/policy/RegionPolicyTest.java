/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.policy.PrivacyZone.Corner;
import io.bauta.contracts.policy.RegionPolicy.Cover;
import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import io.bauta.contracts.site.SiteReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A policy that hides what is found")
class RegionPolicyTest {

    @Test
    void needsNoMoreThanAMethodForFaces() {
        VideoPolicy policy = read("{faces: solid}");

        assertThat(policy.frame()).isEqualTo(FrameMethod.NONE);
        assertThat(policy.regions())
                .isEqualTo(RegionPolicy.of(RegionMethod.SOLID, RegionMethod.NONE, RegionMethod.NONE));
        assertThat(policy.regions().looks()).isTrue();
        assertThat(policy.regions().weak()).isFalse();
    }

    @Test
    void isReadWithEveryField() {
        RegionPolicy regions =
                read("{faces: mosaic, bodies: silhouette, plates: weak.pixelate, cover: faces, reach: far, "
                                + "hold: 3s, lookBack: 200ms}")
                        .regions();

        assertThat(regions)
                .isEqualTo(new RegionPolicy(
                        RegionMethod.MOSAIC,
                        RegionMethod.SILHOUETTE,
                        RegionMethod.WEAK_PIXELATE,
                        Cover.FACES,
                        Reach.FAR,
                        Duration.ofSeconds(3),
                        Duration.ofMillis(200)));
        assertThat(regions.weak()).isTrue();
    }

    @Test
    void isTheStrictestWithoutAnyOfIt() {
        assertThat(read("{chunk: 1s}").frame()).isEqualTo(FrameMethod.MOSAIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{plates: solid}",
                "{bodies: solid}",
                "{faces: none, plates: solid}",
                "{frame: mosaic, faces: solid}",
                "{faces: silhouette}",
                "{faces: blur}",
                "{faces: solid, cover: hats}",
                "{faces: solid, hold: 2h}",
                "{faces: solid, zones: [{name: poster, method: hide-nothing, polygon: [[0, 0], [1, 0], [1, 1]]}]}",
            })
    void isRefusedWhereItWouldLeaveFacesVisibleOrCannotBeUnderstood(String video) {
        assertThat(catchThrowableOfType(InvalidConfigurationException.class, () -> read(video))
                        .faults())
                .singleElement()
                .asString()
                .startsWith("policies[0].video.");
    }

    @Test
    void mayLeaveFacesVisibleForAStatedReason() {
        VideoPolicy policy = read("{plates: solid, nothingHiddenBecause: a car park without people}");

        assertThat(policy.regions().faces()).isEqualTo(RegionMethod.NONE);
        assertThat(read("{faces: solid, zones: [{name: poster, method: hide-nothing, because: a poster, "
                                + "polygon: [[0, 0], [1, 0], [1, 1]]}]}")
                        .zones())
                .singleElement()
                .satisfies(zone -> assertThat(zone.because()).contains("a poster"));
    }

    @Test
    void aZoneHoldsWhatLiesInIt() {
        PrivacyZone zone = new PrivacyZone(
                "corner", PrivacyZone.Method.SOLID, List.of(new Corner(0, 0), new Corner(0.6, 0), new Corner(0, 0.6)));

        assertThat(zone.holds(0.1, 0.1)).isTrue();
        assertThat(zone.holds(0.5, 0.5)).isFalse();
        assertThat(zone.holds(-0.1, 0.1)).isFalse();
    }

    private static VideoPolicy read(String video) {
        String site = """
                site: town
                node: edge
                sensors:
                  - {id: camera, kind: camera, source: "rtsp://10.0.0.7/", purpose: p, legalBasis: l, policy: street}
                policies:
                  - id: street
                    video: %s
                """.formatted(video);
        return SiteReader.parse(site, "site.yaml").policies().iterator().next().video();
    }
}
