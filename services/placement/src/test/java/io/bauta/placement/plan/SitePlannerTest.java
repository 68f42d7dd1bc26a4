/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import io.bauta.placement.City;
import io.bauta.placement.api.v1alpha1.AnonymisationPolicy;
import io.bauta.placement.api.v1alpha1.Condition;
import io.bauta.placement.api.v1alpha1.SecretRef;
import io.bauta.placement.cluster.NodeConfig;
import io.bauta.placement.guard.RawAccess;
import io.bauta.placement.guard.Violation;
import io.bauta.placement.models.Detector;
import io.bauta.placement.models.DetectorChoice;
import io.bauta.placement.packing.Standing;
import io.bauta.placement.rollout.NodeState.Work;
import io.bauta.placement.rollout.Step;
import io.bauta.placement.site.Declarations;
import io.bauta.placement.site.Sensor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From what a city declares to what its nodes are told and its people read. */
class SitePlannerTest {
    private static final AnonymisationPolicy SOLID = City.policy("solid", 1, "solid");
    private static final AnonymisationPolicy BLURRED = City.policy("blurred", 1, "weak.blur");
    private static final AnonymisationPolicy WRONG = City.policy("wrong", 1, "invisible-ink");

    @Test
    void aNodeIsToldInTheVeryFormThatTheServicesRead() {
        SiteFacts facts = facts(
                List.of(
                        Sensor.of(City.camera("fountain", "solid")),
                        Sensor.of(City.microphone("well", "rtsp://10.20.0.7/fountain", "solid"))),
                List.of(SOLID));
        SitePlan plan = SitePlanner.plan(facts);

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            Map<String, String> data = SitePlanner.data(facts, plan, step);
            Site site = SiteReader.parse(data.get(NodeConfig.SITE_FILE), "site.yaml");
            assertThat(site.name()).isEqualTo("old-town");
            assertThat(site.node()).isEqualTo(step.node());
            assertThat(site.policyOf(new SensorId("fountain")).orElseThrow().reference())
                    .hasToString("solid@1");
            assertThat(site.sensor(new SensorId("well"))).isPresent();
            assertThat(data).doesNotContainKey(NodeConfig.DETECTOR);
        });
    }

    @Test
    void aSensorWhosePolicyIsMissingOrInvalidIsNotPlaced() {
        SiteFacts facts = facts(
                List.of(
                        Sensor.of(City.camera("good", "solid")),
                        Sensor.of(City.camera("orphan", "nowhere")),
                        Sensor.of(City.camera("ill", "wrong"))),
                List.of(SOLID, WRONG));
        SitePlan plan = SitePlanner.plan(facts);

        assertThat(plan.nodeOf()).containsOnlyKeys("good");
        assertThat(condition(facts, plan, "orphan", "Anonymising"))
                .returns("False", Condition::status)
                .returns("PolicyMissing", Condition::reason)
                .returns("no node works on it: there is no AnonymisationPolicy nowhere", Condition::message);
        assertThat(condition(facts, plan, "ill", "Anonymising").message())
                .contains("'invisible-ink' is not one of [none, solid");
    }

    @Test
    void aSensorWhosePolicyTurnedInvalidIsTakenAway() {
        SiteFacts before = facts(List.of(Sensor.of(City.camera("ill", "wrong"))), List.of(WRONG));
        SiteFacts facts = new SiteFacts(
                before.site(),
                before.declarations(),
                before.standings(),
                Map.of("a", new NodeConfig("a", City.SITE, Set.of("ill"), Set.of(), "digest")),
                Map.of("a", Work.READY),
                Optional.empty());

        assertThat(SitePlanner.plan(facts).steps()).containsExactly(new Step("a", Set.of(), Set.of("ill")));
    }

    @Test
    void aWeakModeIsSaidAloud() {
        SiteFacts facts = facts(List.of(Sensor.of(City.camera("fountain", "blurred"))), List.of(BLURRED));
        SitePlan plan = SitePlanner.plan(facts);

        assertThat(condition(facts, plan, "fountain", "WeakModeInUse"))
                .returns("True", Condition::status)
                .returns("people may be recognised: faces weak.blur", Condition::message);
        SiteReport report = new SiteReport(facts, plan, List.of(), Instant.EPOCH);
        assertThat(report.site(report.sensors()).conditions())
                .anyMatch(one -> one.type().equals("WeakModeInUse")
                        && one.message().equals("people may be recognised in: fountain"));
    }

    @Test
    void aCameraAndAMicrophoneOfOneNameAreNotMixedUp() {
        SiteFacts facts = facts(
                List.of(
                        Sensor.of(City.camera("fountain", "solid")),
                        Sensor.of(City.microphone("fountain", "rtsp://10.20.0.8/s", "solid"))),
                List.of(SOLID));

        assertThat(SitePlanner.plan(facts).nodeOf()).containsOnlyKeys("fountain");
        assertThat(facts.declarations().refused())
                .singleElement()
                .satisfies(one -> assertThat(one.why().reason()).isEqualTo("NameTaken"));
    }

    @Test
    void aCameraThatNeedsAPasswordGoesOnlyWhereItIsMounted() {
        SiteFacts facts = facts(
                List.of(Sensor.of(City.camera(
                        "fountain",
                        City.SITE,
                        "solid",
                        "rtsp://10.20.0.7/s",
                        new SecretRef("bauta-raw-cameras-a", "fountain"),
                        "p"))),
                List.of(SOLID));

        assertThat(condition(facts, SitePlanner.plan(facts), "fountain", "Anonymising")
                        .message())
                .contains("no node that takes sensors has the Secret bauta-raw-cameras-a mounted");
    }

    @Test
    void aDetectorIsChosenOfThoseThatAreApprovedAndOffered() {
        Detector wide = new Detector("street", "aa", 0.6, 1.06);
        SiteFacts bare = facts(List.of(Sensor.of(City.camera("fountain", "solid"))), List.of(SOLID));

        assertThat(SitePlanner.plan(with(bare, new DetectorChoice(List.of(wide), List.of("aa"))))
                        .detectors()
                        .values())
                .containsExactly(wide);
        SiteFacts unapproved = with(bare, new DetectorChoice(List.of(wide), List.of("bb")));
        assertThat(condition(unapproved, SitePlanner.plan(unapproved), "fountain", "Anonymising")
                        .reason())
                .isEqualTo("NoApprovedDetector");
    }

    @Test
    void aPodThatHasACamerasPasswordWhereItMustNotIsSaidAtTheCamera() {
        SiteFacts facts = facts(
                List.of(
                        Sensor.of(City.camera(
                                "a", City.SITE, "solid", "rtsp://10.20.0.7/a", new SecretRef("bauta-raw-x", "a"), "p")),
                        Sensor.of(City.camera("b", "solid"))),
                List.of(SOLID));
        Violation astray = new Violation(
                "bauta",
                "thief",
                "u",
                "fog-1",
                new RawAccess(false, Set.of("bauta-raw-x"), Set.of(), Set.of(), false),
                Violation.Reason.NOT_AN_EDGE_NODE,
                "fog-1, which is no edge node");
        SitePlan plan = SitePlanner.plan(facts);
        List<Said> said = new SiteReport(facts, plan, List.of(astray), Instant.EPOCH).sensors();

        assertThat(condition(said, "a", "RawContained"))
                .returns("False", Condition::status)
                .returns(
                        "pod bauta/thief has the Secret bauta-raw-x and runs in fog-1, which is no edge node",
                        Condition::message);
        assertThat(condition(said, "b", "RawContained").status()).isEqualTo("True");
    }

    private static SiteFacts facts(List<Sensor> sensors, List<AnonymisationPolicy> policies) {
        Map<String, Standing> standings = new HashMap<>(Map.of("a", Standing.OPEN, "b", Standing.OPEN));
        return new SiteFacts(
                City.site("a", "b"),
                Declarations.of(sensors, policies),
                standings,
                Map.of(),
                Map.of("a", Work.READY, "b", Work.READY),
                Optional.empty());
    }

    private static SiteFacts with(SiteFacts facts, DetectorChoice choice) {
        return new SiteFacts(
                facts.site(),
                facts.declarations(),
                facts.standings(),
                facts.configs(),
                facts.works(),
                Optional.of(choice));
    }

    private static Condition condition(SiteFacts facts, SitePlan plan, String sensor, String type) {
        return condition(new SiteReport(facts, plan, List.of(), Instant.EPOCH).sensors(), sensor, type);
    }

    private static Condition condition(List<Said> said, String sensor, String type) {
        return said.stream()
                .filter(one -> one.sensor().id().equals(sensor))
                .flatMap(one -> one.status().conditions().stream())
                .filter(one -> one.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
