/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Requests to infer, as clients write them. */
final class Requests {
    static final int MOST_BYTES = 1024;

    private Requests() {}

    /** One input, {@code x}, with its type, shape and content as JSON. */
    static InferenceRequest one(String datatype, String shape, String data) {
        return read("{\"inputs\":[{\"name\":\"x\",\"shape\":" + shape + ",\"datatype\":\"" + datatype + "\",\"data\":"
                + data + "}]}");
    }

    static InferenceRequest read(String json) {
        return InferenceRequestReader.read(json.getBytes(UTF_8), Optional.empty(), MOST_BYTES);
    }

    /** JSON with bytes behind it. */
    static InferenceRequest read(String json, byte... following) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json.getBytes(UTF_8));
        int length = body.size();
        body.writeBytes(following);
        return InferenceRequestReader.read(body.toByteArray(), Optional.of(Integer.toString(length)), MOST_BYTES);
    }
}
