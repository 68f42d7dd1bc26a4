/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    @Test
    void whateverIsSaidIsOneObjectOnOneLine() throws Exception {
        LogRecord record = new LogRecord(Level.WARNING, "topic {0} is \"full\"\nnow");
        record.setParameters(new Object[] {"raw.video.v1"});
        record.setLoggerName("kafka.log");
        record.setInstant(Instant.parse("2026-11-29T10:00:00Z"));
        record.setThrown(new IllegalStateException("no room"));

        String line = new JsonLines().format(record);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.path("timestamp").asText()).isEqualTo("2026-11-29T10:00:00Z");
        assertThat(read.path("level").asText()).isEqualTo("WARNING");
        assertThat(read.path("message").asText()).isEqualTo("topic raw.video.v1 is \"full\"\nnow");
        assertThat(read.path("exception").asText()).isEqualTo("java.lang.IllegalStateException: no room");
        assertThat(read.path("service").asText()).isEqualTo("bauta-broker");
    }
}
