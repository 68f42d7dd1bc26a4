/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** Windows to and from the JSON of their topics. Fields unknown here are ignored: a later version may add some. */
public final class WindowCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .build();

    private WindowCodec() {}

    public static byte[] write(FlowWindow window) {
        return bytes(window);
    }

    public static byte[] write(SoundWindow window) {
        return bytes(window);
    }

    /** @throws IllegalArgumentException if the value is no flow window; the message does not quote it */
    public static FlowWindow readFlow(byte[] value) {
        return read(value, FlowWindow.class);
    }

    /** @throws IllegalArgumentException if the value is no sound window; the message does not quote it */
    public static SoundWindow readSound(byte[] value) {
        return read(value, SoundWindow.class);
    }

    private static byte[] bytes(Object window) {
        try {
            return JSON.writeValueAsBytes(window);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a window of numbers cannot fail to serialise", e);
        }
    }

    private static <T> T read(byte[] value, Class<T> type) {
        try {
            T window = value == null ? null : JSON.readValue(value, type);
            if (window == null) {
                throw new IllegalArgumentException("the value holds no " + type.getSimpleName());
            }
            return window;
        } catch (IOException e) {
            throw new IllegalArgumentException("the value is no " + type.getSimpleName());
        }
    }
}
