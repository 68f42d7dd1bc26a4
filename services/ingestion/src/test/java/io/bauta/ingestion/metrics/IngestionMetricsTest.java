/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.SiteReader;
import io.bauta.contracts.site.SourceLocation;
import io.bauta.ingestion.capture.DropReason;
import io.bauta.ingestion.capture.SourceGroup;
import io.bauta.ingestion.capture.SourceState;
import io.bauta.ingestion.capture.SourceStatus;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestionMetricsTest {
    private static final SensorId CAMERA = new SensorId("gate");

    @Test
    void countsAndStateOfASourceShow() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        SourceStatus status = new SourceStatus(
                new SourceGroup(new SourceLocation("rtsp://u:p@c/1"), false, List.of(CAMERA), List.of()));
        new IngestionMetrics(registry).bind(List.of(status));

        status.entered(SourceState.CONNECTED);
        status.of(CAMERA).sent(100);
        status.of(CAMERA).acknowledged(1_000_000, 1_250_000);
        status.dropped(DropReason.OVERSIZED, 2);

        assertThat(registry.get("bauta_ingestion_connected")
                        .tag("source", "gate")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("bauta_ingestion_bytes")
                        .tag("sensor", "gate")
                        .functionCounter()
                        .count())
                .isEqualTo(100);
        assertThat(registry.get("bauta_ingestion_lag_seconds").gauge().value()).isEqualTo(0.25);
        assertThat(registry.get("bauta_ingestion_dropped")
                        .tag("reason", "oversized")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.getMeters().toString()).doesNotContain("u:p");
    }

    @Test
    void sensorsThatSayWhereTheyStandAreShownThere() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new IngestionMetrics(registry)
                .bindPlaces(SiteReader.parse("""
                                site: old-town
                                node: edge-1
                                sensors:
                                  - {id: gate, source: a.mp4, purpose: p, legalBasis: l, place: {latitude: 48.1, longitude: -11}}
                                  - {id: lane, source: b.mp4, purpose: p, legalBasis: l}
                                """, "site.yaml").sensors());

        assertThat(registry.getMeters()).singleElement().satisfies(place -> assertThat(
                        place.getId().getTags())
                .containsExactlyInAnyOrder(
                        Tag.of("sensor", "gate"), Tag.of("latitude", "48.1"), Tag.of("longitude", "-11.0")));
    }
}
