/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.raw.RawRecordCodec;
import io.bauta.raw.RawSamples;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RawItemTest {
    private final ProducerRecord<byte[], byte[]> sent = RawRecordCodec.write(RawSamples.unit(3, (byte) 1, (byte) 2));

    @Test
    void aReadableRecordIsItsSensors() {
        RawItem item = RawItem.of(RawSamples.received(sent)).orElseThrow();

        assertThat(item.sensor()).isEqualTo(RawSamples.CAMERA);
        assertThat(item.item().offset()).isEqualTo(17);
        assertThat(item.item().bytes()).isEqualTo(2);
        assertThat(item.item().time()).isEqualTo(RawSamples.START.plusMillis(120));
        assertThat(item.item().record()).isPresent();
    }

    @Test
    void anUnreadableRecordIsItsSensorsToo() {
        sent.headers().remove("pts");

        RawItem item = RawItem.of(RawSamples.received(sent)).orElseThrow();

        assertThat(item.sensor()).isEqualTo(RawSamples.CAMERA);
        assertThat(item.item().record()).isEmpty();
        assertThat(item.item().time()).as("as the broker has it").isEqualTo(RawSamples.START);
    }

    @Test
    void aRecordWhoseKeyIsNoSensorIsNobodys() {
        sent.headers().remove("pts");

        assertThat(RawItem.of(RawSamples.received(sent, sent.topic(), null, sent.value())))
                .isEmpty();
        assertThat(RawItem.of(RawSamples.received(sent, sent.topic(), "No Sensor".getBytes(UTF_8), sent.value())))
                .isEmpty();
    }
}
