/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bauta.modelserver.inference.RequestRefusedException;
import java.io.IOException;
import java.util.Arrays;

/**
 * What a request says of one tensor, its content left where it is: it is read when type and shape are known, whatever
 * order the keys come in, and without a tree of objects a hundred times its size. For one request; not thread-safe.
 */
final class TensorHeader {
    private static final int MOST_DIMENSIONS = 16;
    static final long ABSENT = -1;

    private String name;
    private String datatype;
    private long[] shape;
    /** Where the JSON array of the content begins, in bytes from the request's beginning. */
    private long contentAt = ABSENT;

    private Parameters parameters = Parameters.none();

    private TensorHeader() {}

    /** @param json at the beginning of the object; afterwards at its end */
    static TensorHeader read(JsonParser json) throws IOException {
        TensorHeader header = new TensorHeader();
        Keys.each(json, "a tensor", key -> {
            switch (key) {
                case "name" -> header.name = Keys.text(json, key);
                case "datatype" -> header.datatype = Keys.text(json, key);
                case "shape" -> header.shape = shape(json);
                case "parameters" -> header.parameters = Parameters.read(json);
                case "data" -> {
                    if (json.currentToken() != JsonToken.START_ARRAY) {
                        throw RequestRefusedException.malformed("data is a list of numbers");
                    }
                    header.contentAt = json.currentTokenLocation().getByteOffset();
                    json.skipChildren();
                }
                default -> json.skipChildren();
            }
        });
        if (header.name == null) {
            throw RequestRefusedException.malformed("a tensor has no name");
        }
        return header;
    }

    private static long[] shape(JsonParser json) throws IOException {
        long[] sizes = new long[MOST_DIMENSIONS];
        int rank = 0;
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw RequestRefusedException.malformed("a shape is a list of sizes");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || rank == MOST_DIMENSIONS) {
                throw RequestRefusedException.malformed("a shape is a list of at most " + MOST_DIMENSIONS + " sizes");
            }
            sizes[rank++] = json.getLongValue();
        }
        return Arrays.copyOf(sizes, rank);
    }

    String name() {
        return name;
    }

    Datatype datatype() {
        return Datatype.named(required(datatype, "datatype"));
    }

    long[] shape() {
        return required(shape, "shape");
    }

    long contentAt() {
        return contentAt;
    }

    Parameters parameters() {
        return parameters;
    }

    private <T> T required(T value, String key) {
        if (value == null) {
            throw RequestRefusedException.malformed("input '" + name + "' has no " + key);
        }
        return value;
    }
}
