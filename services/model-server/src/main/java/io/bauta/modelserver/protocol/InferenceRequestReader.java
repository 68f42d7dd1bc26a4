/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.bauta.inference.ElementType;
import io.bauta.modelserver.inference.RequestRefusedException;
import io.bauta.modelserver.inference.TensorData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a request to infer: JSON, or JSON followed by the content of its tensors (the binary tensor data extension). For
 * one request; not thread-safe.
 */
public final class InferenceRequestReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_TENSORS = 64;

    private final byte[] body;
    private final int jsonBytes;
    private final List<TensorHeader> headers = new ArrayList<>();
    private final Map<String, Optional<Boolean>> wanted = new LinkedHashMap<>();
    private Optional<String> id = Optional.empty();
    private Parameters parameters = Parameters.none();
    private int roomLeft;
    private int binaryAt;

    private InferenceRequestReader(byte[] body, int jsonBytes, int mostTensorBytes) {
        this.body = body;
        this.jsonBytes = jsonBytes;
        this.roomLeft = mostTensorBytes;
        this.binaryAt = jsonBytes;
    }

    /**
     * @param body of the request
     * @param headerLength bytes of JSON before the binary content: the header {@code Inference-Header-Content-Length}
     * @param mostTensorBytes that its tensors may need together
     * @throws RequestRefusedException if it cannot be understood
     */
    public static InferenceRequest read(byte[] body, Optional<String> headerLength, int mostTensorBytes) {
        return new InferenceRequestReader(body, jsonBytes(body, headerLength), mostTensorBytes).request();
    }

    private static int jsonBytes(byte[] body, Optional<String> headerLength) {
        if (headerLength.isEmpty()) {
            return body.length;
        }
        String digits = headerLength.get().strip();
        int length = digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
        if (length < 1 || length > body.length) {
            throw RequestRefusedException.malformed(
                    "Inference-Header-Content-Length is the number of bytes of JSON, from 1 to the length of the body");
        }
        return length;
    }

    private InferenceRequest request() {
        try {
            readJson();
            List<TensorData> inputs = new ArrayList<>();
            for (TensorHeader header : headers) {
                inputs.add(tensor(header));
            }
            if (binaryAt != body.length) {
                throw RequestRefusedException.malformed("the inputs' binary_data_size add up to "
                        + (binaryAt - jsonBytes) + " bytes, " + (body.length - jsonBytes) + " follow the JSON");
            }
            boolean binary = parameters.allBinary().orElse(false);
            Map<String, Boolean> outputs = new LinkedHashMap<>();
            wanted.forEach((name, asked) -> outputs.put(name, asked.orElse(binary)));
            return new InferenceRequest(id, inputs, outputs, binary);
        } catch (InputCoercionException e) {
            throw RequestRefusedException.malformed("a number of the request is out of its range");
        } catch (JsonProcessingException e) {
            // Its message may quote what it read.
            throw RequestRefusedException.malformed(
                    "the request is no JSON, at byte " + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail to be read", e);
        }
    }

    private void readJson() throws IOException {
        try (JsonParser json = JSON.createParser(body, 0, jsonBytes)) {
            json.nextToken();
            Keys.each(json, "the request", key -> {
                switch (key) {
                    case "id" -> id = Optional.of(Keys.text(json, key));
                    case "parameters" -> parameters = Parameters.read(json);
                    case "inputs" ->
                        Keys.list(json, "inputs", MOST_TENSORS, () -> headers.add(TensorHeader.read(json)));
                    case "outputs" ->
                        Keys.list(json, "outputs", MOST_TENSORS, () -> {
                            TensorHeader output = TensorHeader.read(json);
                            wanted.put(output.name(), output.parameters().binary());
                        });
                    default -> json.skipChildren();
                }
            });
            if (json.nextToken() != null) {
                throw RequestRefusedException.malformed("something follows the JSON of the request");
            }
        }
    }

    private TensorData tensor(TensorHeader header) throws IOException {
        ElementType type = header.datatype().type();
        int bytes = TensorData.bytes(header.name(), type, header.shape(), roomLeft);
        roomLeft -= bytes;
        Optional<Integer> binary = header.parameters().binarySize();
        if (binary.isPresent() == (header.contentAt() != TensorHeader.ABSENT)) {
            throw RequestRefusedException.malformed(
                    "input '" + header.name() + "' has either data or a binary_data_size");
        }
        ByteBuffer content =
                binary.isPresent() ? binary(header.name(), bytes, binary.get()) : listed(header, type, bytes);
        return new TensorData(header.name(), type, header.shape(), content);
    }

    private ByteBuffer binary(String name, int bytes, int stated) {
        if (stated != bytes || stated > body.length - binaryAt) {
            throw RequestRefusedException.malformed("input '" + name + "' has a binary_data_size of " + stated
                    + ", its shape needs " + bytes + " bytes and " + (body.length - binaryAt) + " follow");
        }
        ByteBuffer content = ByteBuffer.wrap(body, binaryAt, bytes).slice();
        binaryAt += bytes;
        return content;
    }

    private ByteBuffer listed(TensorHeader header, ElementType type, int bytes) throws IOException {
        int from = Math.toIntExact(header.contentAt());
        try (JsonParser json = JSON.createParser(body, from, jsonBytes - from)) {
            return JsonContent.read(json, header.name(), type, bytes);
        }
    }
}
