/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A JSON object on each line, with the names that the other services' lines have. */
final class JsonLines extends Formatter {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String format(LogRecord said) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("timestamp", said.getInstant().toString());
        line.put("loggerName", said.getLoggerName());
        line.put("level", said.getLevel().getName());
        line.put("message", formatMessage(said));
        if (said.getThrown() != null) {
            line.put("exception", said.getThrown().toString());
        }
        line.put("service", "bauta-broker");
        try {
            return JSON.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
