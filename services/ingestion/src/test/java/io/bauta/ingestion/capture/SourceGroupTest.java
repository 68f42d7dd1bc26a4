/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.site.SiteReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceGroupTest {
    private static final String SITE = """
            site: town
            node: kerb-1
            sensors:
              - {id: gate, kind: camera, source: "rtsp://guard:secret@10.0.0.1/1", purpose: counting, legalBasis: Art. 6}
              - {id: clip, kind: camera, source: /clips/a.mp4, purpose: demonstration, legalBasis: consent}
              - {id: gate-sound, kind: microphone, source: "rtsp://guard:secret@10.0.0.1/1", purpose: noise, legalBasis: Art. 6}
              - {id: clip-sound, kind: microphone, source: /clips/a.mp4, loop: true, purpose: demonstration, legalBasis: consent}
            """;

    private final List<SourceGroup> groups = SourceGroup.of(SiteReader.parse(SITE, "test"));

    @Test
    void sensorsOfOneSourceShareAConnection() {
        assertThat(groups).hasSize(2);
        assertThat(groups.getFirst().cameras()).containsExactly(new SensorId("gate"));
        assertThat(groups.getFirst().microphones()).containsExactly(new SensorId("gate-sound"));
        assertThat(groups.getFirst().isFile()).isFalse();
    }

    @Test
    void oneSensorThatLoopsMakesTheFileLoop() {
        assertThat(groups.get(1).loop()).isTrue();
        assertThat(groups.get(1).isFile()).isTrue();
    }

    @Test
    void passwordsNeverShow() {
        assertThat(groups.toString()).doesNotContain("secret");
        assertThat(new SourceStatus(groups.getFirst()).maskedLocation()).isEqualTo("rtsp://***@10.0.0.1/1");
    }
}
