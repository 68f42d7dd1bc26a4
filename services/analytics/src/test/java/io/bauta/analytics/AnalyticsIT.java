/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.analytics;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;

import io.bauta.analytics.outlet.PublishedWindows;
import io.bauta.contracts.Envelope;
import io.bauta.contracts.EnvelopeCodec;
import io.bauta.contracts.PolicyReference;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.contracts.analytics.WindowCodec;
import io.bauta.testing.kafka.KafkaInJvm;
import io.bauta.testing.kafka.TestReader;
import io.bauta.testing.kafka.TestWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Real chunks in at a real broker, windows out at it. */
@QuarkusTest
@QuarkusTestResource(FogBroker.class)
class AnalyticsIT {
    private final String broker = ConfigProvider.getConfig().getValue(FogBroker.ADDRESS, String.class);
    private final Instant second = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    private final Map<String, Object> kafka;

    AnalyticsIT(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    private void write(Topic topic, String sensor, long sequence, byte[] media) {
        Instant captured = second.plusMillis(sequence * RealChunks.CHUNK_MILLIS);
        Envelope envelope = Envelope.of(topic, new SensorId(sensor), "/site/node/anonymiser", captured, 1, sequence)
                .withPolicy(new PolicyReference("strictest", 1));
        try (TestWriter writer = new TestWriter(broker)) {
            var unused = writer.write(EnvelopeCodec.record(envelope, media));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> windows(Topic topic, String sensor, int count) {
        try (TestReader reader = TestReader.committed(broker, topic.topicName())) {
            var unused = reader.until(
                    records -> of(records, sensor).size() >= count,
                    count + " windows of " + sensor,
                    KafkaInJvm.patience());
            return of(reader.toEnd(), sensor);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> of(
            List<ConsumerRecord<byte[], byte[]>> records, String sensor) {
        return records.stream()
                .filter(record -> sensor.equals(new String(record.key(), UTF_8)))
                .toList();
    }

    private static List<FlowWindow> flow(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> WindowCodec.readFlow(record.value()))
                .toList();
    }

    @Test
    void aMovingSceneGivesOneWindowASecondWithEnvelopeAndNumbers() {
        List<byte[]> chunks = RealChunks.video(6, true);
        for (int i = 0; i < chunks.size(); i++) {
            write(Topic.ANON_VIDEO, "cam-moving", i, chunks.get(i));
        }

        // The last window closes by idleness: nothing comes after it.
        List<ConsumerRecord<byte[], byte[]>> records = windows(Topic.ANALYTICS_FLOW, "cam-moving", 3);

        assertThat(flow(records))
                .extracting(FlowWindow::windowStart)
                .containsExactly(second, second.plusSeconds(1), second.plusSeconds(2));
        assertThat(flow(records)).allSatisfy(window -> {
            assertThat(window.frames()).isEqualTo(2 * RealChunks.FRAMES);
            assertThat(window.framesPerSecond()).isEqualTo(10);
            // A bar of a fifth of the width that moves by a quarter of its own changes a tenth of the picture.
            assertThat(window.motionLevel()).isCloseTo(0.1, within(0.03));
            assertThat(window.width()).isEqualTo(RealChunks.WIDTH);
            assertThat(window.height()).isEqualTo(RealChunks.HEIGHT);
        });
        assertThat(records.stream().map(EnvelopeCodec::read)).allSatisfy(envelope -> {
            assertThat(envelope.epoch()).isEqualTo(second.toEpochMilli());
            assertThat(envelope.contentType()).isEqualTo("application/json");
            assertThat(envelope.policy()).isEmpty();
            assertThat(envelope.provenance()).isEmpty();
        });
        assertThat(records.stream().map(record -> EnvelopeCodec.read(record).sequence()))
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void aStillSceneDoesNotMoveAndDamageIsSkipped() {
        List<byte[]> chunks = RealChunks.video(6, false);
        for (int i = 0; i < chunks.size(); i++) {
            write(Topic.ANON_VIDEO, "cam-still", i, i == 2 ? new byte[] {1, 2, 3} : chunks.get(i));
        }

        List<FlowWindow> windows = flow(windows(Topic.ANALYTICS_FLOW, "cam-still", 3));

        assertThat(windows)
                .allSatisfy(window -> assertThat(window.motionLevel()).isLessThan(0.005));
        assertThat(windows).extracting(FlowWindow::frames).containsExactly(10, 5, 10);
        given().get("/q/metrics")
                .then()
                .body(containsString("bauta_analytics_chunks_total{result=\"undecodable\",topic=\"anon.video.v1\"}"));
    }

    @Test
    void aMicrophoneGivesItsLevel() {
        for (int i = 0; i < 4; i++) {
            write(Topic.ANON_AUDIO, "mic-tone", i, RealChunks.tone(i < 2 ? 3_277 : 0));
        }

        List<SoundWindow> windows = windows(Topic.ANALYTICS_SOUND, "mic-tone", 2).stream()
                .map(record -> WindowCodec.readSound(record.value()))
                .toList();

        assertThat(windows.get(0).levelDbfs()).isCloseTo(-23.0, within(0.1));
        assertThat(windows.get(0).peakDbfs()).isCloseTo(-20.0, within(0.1));
        assertThat(windows.get(0).silent()).isFalse();
        assertThat(windows.get(1).silent()).isTrue();
    }

    @Test
    void aRestartKnowsWhatIsPublished() {
        write(Topic.ANON_AUDIO, "mic-known", 0, RealChunks.tone(100));
        var unused = windows(Topic.ANALYTICS_SOUND, "mic-known", 1);

        PublishedWindows afterRestart = new PublishedWindows(kafka);

        assertThat(afterRestart
                        .of(Topic.ANALYTICS_SOUND, new SensorId("mic-known"))
                        .last())
                .hasValueSatisfying(window -> {
                    assertThat(window.start()).isEqualTo(second);
                    assertThat(window.sequence()).isZero();
                });
        assertThat(afterRestart
                        .of(Topic.ANALYTICS_SOUND, new SensorId("mic-other"))
                        .last())
                .isEmpty();
    }

    @Test
    void chunksFromTheFutureAndStrangersRecordsAreCountedAndSkipped() {
        Envelope ahead = Envelope.of(
                Topic.ANON_VIDEO, new SensorId("cam-ahead"), "/x", Instant.now().plusSeconds(86_400), 1, 0);
        try (TestWriter writer = new TestWriter(broker)) {
            var unused = writer.write(EnvelopeCodec.record(ahead, new byte[] {1}));
            var unusedToo = writer.write(new org.apache.kafka.clients.producer.ProducerRecord<>(
                    Topic.ANON_VIDEO.topicName(), "cam-stranger".getBytes(UTF_8), new byte[] {1}));
        }
        write(Topic.ANON_VIDEO, "cam-after", 0, RealChunks.video(1, false).getFirst());

        assertThat(windows(Topic.ANALYTICS_FLOW, "cam-after", 1)).hasSize(1);
        awaitMetric("reason=\"time-ahead\"");
        awaitMetric("reason=\"malformed-envelope\"");
    }

    private static void awaitMetric(String text) {
        long deadline = System.nanoTime() + KafkaInJvm.patience().toNanos();
        while (!given().get("/q/metrics").asString().contains(text)) {
            assertThat(System.nanoTime()).as("waited in vain for " + text).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
