/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.site.Site;
import io.bauta.contracts.site.SiteReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Site SITE = SiteReader.parse("""
            site: s
            node: n
            sensors:
              - {id: gate, kind: camera, source: a.mp4, purpose: p, legalBasis: l}
              - {id: bell, kind: microphone, source: a.mp4, purpose: p, legalBasis: l}
            """, "test");
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private final Tally tally = new Tally(SITE, true);

    @Test
    void whatIsReceivedIsWhatIsReleasedOrWithheld() {
        tally.stated("gate", Optional.empty(), NOON);
        tally.stated("gate", Optional.of("undecodable"), NOON);
        tally.stated("gate", Optional.of("undecodable"), NOON);

        SensorFigures gate = tally.figures().getFirst();
        assertThat(gate.received()).isEqualTo(3);
        assertThat(gate.released()).isEqualTo(1);
        assertThat(gate.withheld()).isEqualTo(Map.of("undecodable", 2L));
    }

    @Test
    void latencyIsFromCaptureToArrival() {
        for (int chunk = 0; chunk < 100; chunk++) {
            tally.arrivedAtFog("gate", 7, chunk, NOON, NOON.plusMillis(chunk < 98 ? 600 : 900), 1_000);
        }

        SensorFigures gate = tally.figures().getFirst();
        assertThat(gate.latencyMs().count()).isEqualTo(100);
        assertThat(gate.latencyMs().p50()).isEqualTo(600);
        assertThat(gate.latencyMs().p99()).isBetween(899L, 901L);
        assertThat(gate.bytesAtFog()).isEqualTo(100_000);
    }

    @Test
    void aSensorThatSentNothingHasNoLatency() {
        assertThat(tally.figures().get(1).latencyMs()).isEqualTo(new SensorFigures.Latency(0, null, null, null));
    }

    @Test
    void eachEpochIsCountedByItself() {
        tally.arrivedAtFog("gate", 1, 0, NOON, NOON, 1);
        tally.arrivedAtFog("gate", 1, 1, NOON, NOON, 1);
        tally.arrivedAtFog("gate", 2, 0, NOON, NOON, 1);
        tally.arrivedAtFog("gate", 2, 2, NOON, NOON, 1);

        assertThat(tally.figures().getFirst().gaps()).isEqualTo(1);
        assertThat(tally.figures().getFirst().duplicates()).isZero();
    }

    @Test
    void whoJoinsInTheMiddleMissesNothingBefore() {
        Tally joined = new Tally(SITE, false);
        joined.arrivedAtFog("gate", 1, 40, NOON, NOON, 1);
        joined.arrivedAtFog("gate", 1, 41, NOON, NOON, 1);

        assertThat(joined.figures().getFirst().gaps()).isZero();
    }

    @Test
    void theFogHasCaughtUpOnceChunksAndStatementsAreThere() {
        tally.stated("gate", Optional.empty(), NOON);
        tally.stated("bell", Optional.of("raw-lost"), NOON);
        assertThat(tally.fogHasCaughtUp()).isFalse();

        tally.arrivedAtFog("gate", 1, 0, NOON, NOON, 1);
        tally.statementAtFog("gate");
        assertThat(tally.fogHasCaughtUp()).isFalse();

        tally.statementAtFog("bell");
        assertThat(tally.fogHasCaughtUp()).isTrue();
    }

    @Test
    void sourcesHaveEndedWhenEachSaidSoAndSentNothingAfter() {
        tally.rawArrived("gate", 10, false);
        tally.rawArrived("gate", 0, true);
        assertThat(tally.allEnded()).isFalse();

        tally.rawArrived("bell", 0, true);
        assertThat(tally.allEnded()).isTrue();

        tally.rawArrived("bell", 10, false);
        assertThat(tally.allEnded()).isFalse();
    }

    @Test
    void theFirstReleasedChunkIsRememberedWithItsTime() {
        tally.stated("gate", Optional.of("no-keyframe"), NOON);
        tally.stated("bell", Optional.empty(), NOON.plusSeconds(1));
        tally.stated("bell", Optional.empty(), NOON.plusSeconds(2));

        assertThat(tally.firstReleased()).contains(NOON.plusSeconds(1));
    }

    @Test
    void sensorsOfOthersAreNotCounted() {
        tally.stated("stranger", Optional.empty(), NOON);
        tally.arrivedAtFog("stranger", 1, 0, NOON, NOON, 1);

        assertThat(tally.figures()).allMatch(sensor -> sensor.received() == 0 && sensor.chunksAtFog() == 0);
    }
}
