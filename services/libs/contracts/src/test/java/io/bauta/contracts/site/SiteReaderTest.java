/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.policy.AudioPolicy.VoiceMethod;
import io.bauta.contracts.policy.PrivacyZone;
import io.bauta.contracts.policy.RegionMethod;
import io.bauta.contracts.policy.VideoPolicy.FrameMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SiteReaderTest {
    private static final String WHOLE = """
            site: old-town
            node: edge-1
            sensors:
              - id: square-north
                kind: camera
                source: rtsp://operator:secret@10.0.0.7/stream?token=abc
                purpose: count people at the market
                legalBasis: municipal act 12
                retention: 12h
                policy: windows
                place: {latitude: 48.1374, longitude: -11.5755}
              - id: square-sound
                kind: microphone
                source: square.wav
                loop: true
                purpose: noise map
                legalBasis: noise directive
            policies:
              - id: windows
                version: 4
                video:
                  frame: none
                  nothingHiddenBecause: no person comes into this camera's view
                  chunk: 1s
                  bitsPerSecond: 900000
                  zones:
                    - name: bedroom window
                      method: mosaic
                      polygon: [[0, 0], [0.5, 0], [0.5, 0.5]]
                audio:
                  voice: weak.mcadams
                  mcAdams: 0.7
            """;

    @Test
    void everyFieldOfAWholeFileIsRead() {
        Site site = SiteReader.parse(WHOLE, "site.yaml");

        SensorDeclaration camera = site.sensor(new SensorId("square-north")).orElseThrow();
        AnonymisationPolicy policy = site.policyOf(camera.id()).orElseThrow();
        assertThat(site.sourceOf("ingestion")).isEqualTo("/old-town/edge-1/ingestion");
        assertThat(camera.retention()).isEqualTo(Duration.ofHours(12));
        assertThat(camera.place()).contains(new Place(48.1374, -11.5755));
        assertThat(site.sensor(new SensorId("square-sound")).orElseThrow().place())
                .isEmpty();
        assertThat(policy.reference()).hasToString("windows@4");
        assertThat(policy.video().frame()).isEqualTo(FrameMethod.NONE);
        assertThat(policy.video().chunk()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.video().bitsPerSecond()).contains(900_000);
        assertThat(policy.video().zones()).singleElement().satisfies(zone -> {
            assertThat(zone.method()).isEqualTo(PrivacyZone.Method.MOSAIC);
            assertThat(zone.polygon()).hasSize(3);
        });
        assertThat(policy.audio().voice()).isEqualTo(VoiceMethod.WEAK_MCADAMS);
        assertThat(policy.audio().mcAdams()).isEqualTo(0.7);
    }

    @Test
    void whoeverChoosesNoPolicyGetsTheStrictest() {
        Site site = SiteReader.parse(WHOLE, "site.yaml");

        AnonymisationPolicy policy = site.policyOf(new SensorId("square-sound")).orElseThrow();

        assertThat(policy).isEqualTo(AnonymisationPolicy.strictest());
        assertThat(policy.video().frame()).isEqualTo(FrameMethod.MOSAIC);
        assertThat(policy.audio().voice()).isEqualTo(VoiceMethod.MUTE);
    }

    @Test
    void aCameraMayHaveASecondPolicyForAnAuthorisedRole() {
        String text = """
                sensors:
                  - {id: gate, source: a.mp4, purpose: p, legalBasis: l, policy: all, restrictedPolicy: police}
                  - {id: square, source: b.mp4, purpose: p, legalBasis: l, policy: all}
                policies:
                  - {id: all, video: {faces: solid, bodies: silhouette}}
                  - {id: police, video: {faces: mosaic}}
                """;
        Site site = SiteReader.parse("site: s\nnode: n\n" + text, "site.yaml");

        assertThat(site.restrictedPolicyOf(new SensorId("gate"))
                        .orElseThrow()
                        .video()
                        .regions()
                        .faces())
                .isEqualTo(RegionMethod.MOSAIC);
        assertThat(site.restrictedPolicyOf(new SensorId("square"))).isEmpty();
        assertThat(site.restrictedPolicyOf(new SensorId("stranger"))).isEmpty();
    }

    @Test
    void nobodyIsExemptedWhereItIsLive() {
        String text = """
                site: s
                node: n
                exemption: anna.json
                sensors:
                  - {id: a, source: a.mp4, purpose: p, legalBasis: l, policy: all, exemption: anna.json}
                policies:
                  - {id: all, exemption: anna.json, video: {faces: solid, exemption: anna.json}}
                """;

        var refused =
                catchThrowableOfType(InvalidConfigurationException.class, () -> SiteReader.parse(text, "site.yaml"));

        assertThat(refused.faults())
                .filteredOn(fault -> fault.contains("exemption"))
                .hasSize(4);
    }

    @Test
    void aSecondPolicyThatDoesNotFitIsRefused() {
        String text = """
                site: s
                node: n
                sensors:
                  - {id: a, source: a.mp4, purpose: p, legalBasis: l, policy: all, restrictedPolicy: all}
                  - {id: b, source: b.mp4, purpose: p, legalBasis: l, policy: all, restrictedPolicy: slow}
                  - {id: c, source: c.wav, kind: microphone, purpose: p, legalBasis: l, restrictedPolicy: slow}
                  - {id: d, source: d.mp4, purpose: p, legalBasis: l, restrictedPolicy: nowhere}
                policies:
                  - {id: all, video: {faces: solid}}
                  - {id: slow, video: {faces: solid, chunk: 2s}}
                """;

        var refused =
                catchThrowableOfType(InvalidConfigurationException.class, () -> SiteReader.parse(text, "site.yaml"));

        assertThat(refused.faults())
                .contains(
                        "sensors[0].restrictedPolicy: is the sensor's policy already; leave it out",
                        "sensors[1].restrictedPolicy: 'slow' needs the chunk length of 'all'",
                        "sensors[2].restrictedPolicy: is for cameras only",
                        "sensors[3].restrictedPolicy: 'nowhere' is not declared under policies");
    }

    @Test
    void picturesAreCopiedOnlyUnderAPolicyThatHidesNothingButWhatIsFound() {
        String text = """
                site: s
                node: n
                sensors:
                  - {id: a, source: a.mp4, purpose: p, legalBasis: l, policy: quiet}
                policies:
                  - {id: quiet, video: {faces: solid, reencode: when-needed}}
                  - {id: whole, video: {reencode: when-needed}}
                  - id: zoned
                    video:
                      faces: solid
                      reencode: when-needed
                      zones: [{name: w, polygon: [[0, 0], [1, 0], [1, 1]]}]
                """;

        var refused =
                catchThrowableOfType(InvalidConfigurationException.class, () -> SiteReader.parse(text, "site.yaml"));

        assertThat(refused.faults()).hasSize(2).allSatisfy(fault -> assertThat(fault)
                .contains("reencode", "'when-needed'"));
    }

    @Test
    void anUndeclaredSensorHasNoPolicy() {
        assertThat(SiteReader.parse(WHOLE, "site.yaml").policyOf(new SensorId("stranger")))
                .isEmpty();
    }

    @Test
    void aCamerasPasswordShowsInNoText() {
        Site site = SiteReader.parse(WHOLE, "site.yaml");

        assertThat(site.toString())
                .doesNotContain("secret")
                .doesNotContain("abc")
                .contains("rtsp://***@10.0.0.7");
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        assertThat(refused(WHOLE.replace("longitude: -11.5755", "longitude: 190"))
                        .faults())
                .singleElement()
                .asString()
                .startsWith("sensors[0].place.longitude:");
        assertThat(refused(WHOLE.replace(", longitude: -11.5755", "")).faults())
                .singleElement()
                .asString()
                .startsWith("sensors[0].place.longitude: is missing");
    }

    @Test
    void allFaultsAreListedAtOnce() {
        InvalidConfigurationException refused = refused("""
                site: Old Town
                node: edge-1
                colour: green
                sensors:
                  - id: a
                    kind: telescope
                    source: x
                    policy: missing
                  - id: a
                    source: y
                    purpose: p
                    legalBasis: l
                policies:
                  - id: open
                    version: 0
                    video: {frame: none, blocksAcross: 500, zones: [{name: z, polygon: [[0, 2], [1]]}]}
                    audio: {voice: helium, mcAdams: 7}
                """);

        assertThat(refused.faults())
                .anyMatch(fault -> fault.startsWith("site:"))
                .anyMatch(fault -> fault.startsWith("colour:"))
                .anyMatch(fault -> fault.startsWith("sensors[0].kind:"))
                .anyMatch(fault -> fault.startsWith("sensors[0].purpose:"))
                .anyMatch(fault -> fault.startsWith("sensors[0].legalBasis:"))
                .anyMatch(fault -> fault.startsWith("sensors[0].policy:"))
                .anyMatch(fault -> fault.startsWith("sensors[1].id:"))
                .anyMatch(fault -> fault.startsWith("policies[0].version:"))
                .anyMatch(fault -> fault.startsWith("policies[0].video.frame:"))
                .anyMatch(fault -> fault.startsWith("policies[0].video.blocksAcross:"))
                .anyMatch(fault -> fault.startsWith("policies[0].video.zones[0].polygon[0]:"))
                .anyMatch(fault -> fault.startsWith("policies[0].video.zones[0].polygon[1]:"))
                .anyMatch(fault -> fault.startsWith("policies[0].video.zones[0].polygon:"))
                .anyMatch(fault -> fault.startsWith("policies[0].audio.voice:"))
                .anyMatch(fault -> fault.startsWith("policies[0].audio.mcAdams:"));
        assertThat(refused).hasMessageContaining("15 faults");
    }

    @Test
    void aFileThatIsNoYamlSaysWhere() {
        assertThat(refused("sensors: [\n  {").faults())
                .singleElement()
                .asString()
                .contains("line");
    }

    @Test
    void anEmptyFileIsRefusedWithoutAnotherException() {
        assertThat(refused("").faults()).isNotEmpty();
        assertThat(refused("- a\n- b").faults()).isNotEmpty();
        assertThat(refused("sensors: 5").faults()).isNotEmpty();
    }

    private static InvalidConfigurationException refused(String yaml) {
        return catchThrowableOfType(InvalidConfigurationException.class, () -> SiteReader.parse(yaml, "site.yaml"));
    }
}
