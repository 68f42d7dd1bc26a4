/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.partner.street.DrawnCamera;
import io.bauta.partner.street.FogBroker;
import io.bauta.partner.street.Reader;
import io.bauta.partner.street.Upstream;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.traces.TraceReceiver;
import io.bauta.testing.traces.TraceReceiver.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A partner's view: what arrives at a real fog broker, asked for over HTTP. */
@QuarkusTest
@QuarkusTestResource(FogBroker.class)
class PartnerApiIT {
    @TestHTTPResource("/")
    URI gateway;

    /** The one the gateway reads from. */
    KafkaInJvm fog;

    /** The one the gateway tells the way of chunks. */
    TraceReceiver traces;

    private Upstream upstream;
    private DrawnCamera drawn;

    @BeforeEach
    void open() {
        upstream = new Upstream(ConfigProvider.getConfig().getValue(FogBroker.ADDRESS, String.class));
        drawn = new DrawnCamera(320, 180, 40);
        Reader.await(
                "the gateway to be ready", () -> given().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void close() {
        drawn.close();
        upstream.close();
    }

    /** Writes until the gateway has seen something of the sensor: it reads from now on, whenever that begins. */
    private void appears(Topic topic, SensorId sensor) {
        Reader.await(sensor + " to appear", () -> {
            byte[] media = topic == Topic.ANON_VIDEO ? drawn.next() : new byte[] {1};
            upstream.released(topic, sensor, Instant.now().minusMillis(700), media, false);
            return given().get("/v1/sensors/" + sensor).statusCode() == 200;
        });
    }

    private static ValidatableResponse sensor(SensorId sensor) {
        return given().get("/v1/sensors/" + sensor).then().statusCode(200).contentType(ContentType.JSON);
    }

    @Test
    void theLastStepOfAChunksWayIsTold() {
        SensorId camera = new SensorId("cam-traced");
        appears(Topic.ANON_VIDEO, camera);

        Reader.await("the step to be told", () -> traces.told().stream()
                .anyMatch(told -> told.name().equals("partner")
                        && "cam-traced".equals(told.about().get("bauta.sensor"))));
        assertThat(traces.told()).extracting(Told::service).containsOnly("partner");
    }

    @Test
    void aCameraShowsItsStateCountsAndNumbers() {
        SensorId camera = new SensorId("cam-counts");
        appears(Topic.ANON_VIDEO, camera);
        upstream.withheld(Topic.ANON_VIDEO, camera, "timed-out");
        upstream.flow(camera, Instant.parse("2026-11-24T12:00:00Z"), 0.03);
        Reader.await(
                "the window",
                () -> given().get("/v1/sensors/" + camera).jsonPath().get("flow") != null);

        sensor(camera)
                .body("kind", equalTo("camera"))
                .body("state", equalTo("live"))
                .body("policy", equalTo("strictest@1"))
                .body("weak", equalTo(false))
                .body("withheld.timed-out", equalTo(1))
                .body("framesPerSecond", equalTo(12.0f))
                .body("flow.motionLevel", equalTo(0.03f))
                .body("sound", nullValue())
                .body("live", equalTo("/v1/sensors/cam-counts/live.mp4"));
        assertThat(given().get("/v1/sensors/" + camera).jsonPath().getLong("latency.p50Ms"))
                .isBetween(700L, 60_000L);
        given().get("/v1/sensors").then().body("sensors.id", hasItem("cam-counts"));
    }

    @Test
    void whatAnAuthorisedRoleSeesBesidesIsNotTold() {
        SensorId camera = new SensorId("cam-two-levels");
        appears(Topic.ANON_VIDEO, camera);
        upstream.withheld(Topic.ANON_VIDEO_RESTRICTED, camera, "no-detector");
        upstream.withheld(Topic.ANON_VIDEO, camera, "timed-out");
        Reader.await("the statement after it", () -> given().get("/v1/sensors/" + camera)
                .jsonPath()
                .getMap("withheld")
                .containsKey("timed-out"));

        sensor(camera).body("withheld.keySet()", equalTo(java.util.Set.of("timed-out")));
    }

    @Test
    void aMicrophoneShowsItsLastSoundLevels() {
        SensorId microphone = new SensorId("mic-levels");
        appears(Topic.ANON_AUDIO, microphone);
        upstream.sound(microphone, Instant.parse("2026-11-24T12:00:00Z"), -40, -20);
        upstream.sound(microphone, Instant.parse("2026-11-24T12:00:01Z"), -35, -18);
        Reader.await(
                "both windows",
                () -> given().get("/v1/sensors/" + microphone + "/sound")
                                .jsonPath()
                                .getList("windows")
                                .size()
                        == 2);

        given().get("/v1/sensors/mic-levels/sound")
                .then()
                .body("windows.levelDbfs", equalTo(List.of(-40.0f, -35.0f)))
                .body("windows[0].windowStart", equalTo("2026-11-24T12:00:00Z"));
        sensor(microphone).body("kind", equalTo("microphone")).body("live", nullValue());
    }

    @Test
    void theLiveStreamBeginsWithTheNewestChunkAndGoesOn() throws Exception {
        SensorId camera = new SensorId("cam-live");
        appears(Topic.ANON_VIDEO, camera);

        try (Reader reader = Reader.open(gateway.resolve("/v1/sensors/cam-live/live.mp4"))) {
            assertThat(reader.contentType()).isEqualTo("video/mp4");
            byte[] first = reader.take(1);
            byte[] next = drawn.next();
            upstream.released(Topic.ANON_VIDEO, camera, Instant.now(), next, false);
            byte[] all = reader.until(bytes -> Reader.endsWith(bytes, next));

            assertThat(first).isNotEmpty();
            assertThat(new String(all, 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("ftyp");
        }
    }

    @Test
    void severalCamerasShareOneConnection() throws Exception {
        appears(Topic.ANON_VIDEO, new SensorId("cam-left"));
        appears(Topic.ANON_VIDEO, new SensorId("cam-right"));

        try (Reader reader = Reader.open(gateway.resolve("/v1/live?sensor=cam-left&sensor=cam-right"))) {
            assertThat(reader.contentType()).isEqualTo("multipart/mixed;boundary=bauta-chunk");
            String text = new String(
                    reader.until(bytes -> Reader.contains(bytes, "Bauta-Sensor: cam-left")
                            && Reader.contains(bytes, "Bauta-Sensor: cam-right")),
                    java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith("--bauta-chunk\r\nContent-Type: video/mp4\r\n");
        }
    }

    @Test
    void eventsComeAsTheyHappenAndGoOnAfterTheLastOneSeen() throws Exception {
        SensorId camera = new SensorId("cam-events");
        appears(Topic.ANON_VIDEO, camera);
        String lastSeen;
        try (Reader reader = Reader.open(gateway.resolve("/v1/events"))) {
            assertThat(reader.contentType()).startsWith("text/event-stream");
            upstream.withheld(Topic.ANON_VIDEO, camera, "no-keyframe");
            String heard = reader.textUntil("\"detail\":\"no-keyframe\"");
            assertThat(heard).contains("event:chunk-withheld").contains("\"sensor\":\"cam-events\"");
            lastSeen = Reader.lastId(heard);
        }

        upstream.lose(Topic.ANON_VIDEO, camera, 3);
        upstream.released(Topic.ANON_VIDEO, camera, Instant.now(), drawn.next(), false);

        try (Reader reader = Reader.open(gateway.resolve("/v1/events"), Map.of("Last-Event-ID", lastSeen))) {
            String heard = reader.textUntil("event:gap");
            assertThat(heard).doesNotContain("no-keyframe");
            assertThat(reader.textUntil("\"count\":3")).isNotEmpty();
        }
    }

    @Test
    void recordsThatCannotBeUnderstoodAreCountedAndNothingStops() {
        SensorId camera = new SensorId("cam-odd");
        upstream.garbage(Topic.AUDIT_PROVENANCE, camera);
        upstream.garbage(Topic.ANALYTICS_FLOW, camera);
        appears(Topic.ANON_VIDEO, camera);

        assertThat(given().get("/q/metrics").asString())
                .containsPattern(
                        "bauta_partner_refused_total\\{reason=\"unreadable-value\",topic=\"[a-z.0-9]*\"} [1-9]")
                .containsPattern("bauta_partner_sensors\\{kind=\"camera\",state=\"live\"} [1-9]")
                .contains("bauta_partner_raw_topics 0.0")
                .contains("bauta_partner_viewers");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/sensors/nobody, 404",
        "/v1/sensors/nobody/live.mp4, 404",
        "/v1/sensors/nobody/sound, 404",
        "/v1/sensors/NOT_AN_ID, 400",
        "/v1/sensors/NOT_AN_ID/live.mp4, 400",
        "/v1/live, 400",
        "/v1/live?sensor=nobody, 404",
        "/v1/schemas/nothing.json, 404",
        "/v1/schemas/_secret, 400",
        "/v1/nothing, 404"
    })
    void whatIsNotThereIsAnsweredWithAProblem(String path, int status) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", not(nullValue()))
                .body("title", not(nullValue()));
    }

    @Test
    void onlyReadingIsAllowed() {
        given().post("/v1/sensors").then().statusCode(405).contentType("application/problem+json");
        given().delete("/v1/sensors/cam-1").then().statusCode(405);
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.findAll { it.value.keySet().any { key -> key in ['post','put','patch','delete'] } }.size()",
                        equalTo(0));
    }

    @Test
    void theHealthPageTellsOfSensorsAndOfABrokerThatIsAwayAndIsWellAgainByItself() {
        SensorId camera = new SensorId("cam-health");
        appears(Topic.ANON_VIDEO, camera);
        given().get("/q/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'picture' }.data.live", greaterThanOrEqualTo(1));

        fog.stop();
        try {
            Reader.await(
                    "the gateway to miss its broker",
                    () -> given().get("/q/health/ready").statusCode() == 503);
            given().get("/q/health/live").then().statusCode(200);
            sensor(camera).body("kind", equalTo("camera"));
        } finally {
            fog.start();
        }
        Reader.await(
                "the gateway to be well again",
                () -> given().get("/q/health/ready").statusCode() == 200);
        appears(Topic.ANON_VIDEO, new SensorId("cam-after-health"));
    }

    @Test
    void theApiDescribesItself() {
        given().get("/q/openapi?format=json")
                .then()
                .body("info.title", equalTo("Bauta partner gateway"))
                .body("paths", hasKey("/v1/sensors"))
                .body("paths", hasKey("/v1/sensors/{id}"))
                .body("paths", hasKey("/v1/sensors/{id}/live.mp4"))
                .body("paths", hasKey("/v1/sensors/{id}/sound"))
                .body("paths", hasKey("/v1/live"))
                .body("paths", hasKey("/v1/events"))
                .body("paths", hasKey("/v1/schemas/{name}"))
                .body("paths", hasKey("/v1/asyncapi"))
                .body("components.schemas.SensorView.properties", hasKey("withheld"));
    }

    @Test
    void schemasAndAsyncApiAreThoseOfTheContracts() {
        given().get("/v1/schemas").then().body("schemas", hasItem("flow-window.schema.json"));
        given().get("/v1/schemas/flow-window.schema.json")
                .then()
                .contentType("application/schema+json")
                .body("title", equalTo("FlowWindow"));
        given().get("/v1/asyncapi").then().statusCode(200).body(containsString("asyncapi: 3"));
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndSetsNoCookie() {
        given().get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Set-Cookie", nullValue())
                .body(not(containsString("http://")))
                .body(not(containsString("https://")))
                .body(containsString("src=\"/static/bundle/"));
    }
}
