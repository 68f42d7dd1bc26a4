/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bauta.inference.ElementType;
import io.bauta.modelserver.inference.RequestRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor's content as a list of numbers, flat or nested; of nested ones only the order counts. */
final class JsonContent {
    private final String name;
    private final ElementType type;
    private final ByteBuffer data;

    private JsonContent(String name, ElementType type, int bytes) {
        this.name = name;
        this.type = type;
        this.data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * @param json before the beginning of the list, which was found to be one
     * @param bytes that type and shape need
     */
    static ByteBuffer read(JsonParser json, String name, ElementType type, int bytes) throws IOException {
        json.nextToken();
        JsonContent content = new JsonContent(name, type, bytes);
        for (int depth = 1; depth > 0; ) {
            switch (json.nextToken()) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> content.put(json);
                default ->
                    throw RequestRefusedException.malformed("data of input '" + name + "' holds more than numbers");
            }
        }
        if (content.data.hasRemaining()) {
            throw content.wrongNumber("fewer");
        }
        return content.data.flip();
    }

    private void put(JsonParser json) throws IOException {
        if (!data.hasRemaining()) {
            throw wrongNumber("more");
        }
        switch (type) {
            case FLOAT32 -> data.putFloat(finite(json.getFloatValue()));
            case UINT8 -> data.put((byte) integer(json, 0, 255));
            case INT8 -> data.put((byte) integer(json, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case INT32 -> data.putInt((int) integer(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case INT64 -> data.putLong(integer(json, Long.MIN_VALUE, Long.MAX_VALUE));
        }
    }

    private float finite(float value) {
        if (!Float.isFinite(value)) {
            throw RequestRefusedException.malformed("data of input '" + name + "' holds a number beyond float32");
        }
        return value;
    }

    private long integer(JsonParser json, long least, long most) throws IOException {
        boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        long value = whole ? json.getLongValue() : 0;
        if (!whole || value < least || value > most) {
            throw RequestRefusedException.malformed("data of input '" + name + "' holds a number that is no "
                    + type.label() + ": whole numbers from " + least + " to " + most);
        }
        return value;
    }

    private RequestRefusedException wrongNumber(String which) {
        return RequestRefusedException.malformed("data of input '" + name + "' holds " + which + " than the "
                + data.capacity() / type.bytes() + " elements of its shape");
    }
}
