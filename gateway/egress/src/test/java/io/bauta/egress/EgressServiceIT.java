/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.Topic;
import io.bauta.egress.door.Arrival;
import io.bauta.egress.door.EdgeNode;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The service as an operator sees it: health and metrics over HTTP. */
@QuarkusTest
@QuarkusTestResource(EdgeAndFog.class)
class EgressServiceIT {

    @Test
    void healthSaysHowTheDoorStandsAndMetricsWhatItDid() {
        // Given an open door
        await().atMost(KafkaInJvm.patience())
                .until(() -> given().get("/q/health/ready").statusCode() == 200);

        // When a record comes that a stranger signed
        Arrival forged = new EdgeNode().chunk(0).media();
        String edge = ConfigProvider.getConfig().getValue(EdgeAndFog.EDGE, String.class);
        try (TestWriter writer = new TestWriter(edge)) {
            var unused = writer.write(EnvelopeCodec.record(forged.envelope(), forged.value()));
        }

        // Then it shows in metrics and health, and the door is as well as before
        String refused = "bauta_egress_refused_total{reason=\"not-signed-by-trusted-node\",topic=\""
                + Topic.ANON_VIDEO.topicName() + "\"} 1.0";
        await().atMost(KafkaInJvm.patience()).until(() -> metrics().contains(refused));
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'door' }.data.state", equalTo("open"))
                .body("checks.find { it.name == 'door' }.data.refused", equalTo(1));
        assertThat(metrics())
                .contains("bauta_egress_uplink_up 1.0")
                .contains("bauta_egress_crossings_total 1.0")
                .contains("bauta_egress_in_flight_bytes 0.0")
                .contains("bauta_egress_lag_records")
                .contains("bauta_egress_gaps_total{topic=\"anon.audio.v1\"} 0.0")
                .contains("bauta_egress_expired_total{topic=\"audit.provenance.v1\"} 0.0")
                .contains("bauta_egress_since_capture_seconds");
    }

    private static String metrics() {
        return given().get("/q/metrics").asString();
    }
}
