/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.bauta.inference.ElementType;
import io.bauta.modelserver.inference.RequestRefusedException;
import io.bauta.modelserver.inference.RequestRefusedException.Reason;
import io.bauta.modelserver.inference.TensorData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to a request to infer: JSON, followed by the content of those outputs that were wanted in binary form. It is
 * written as it goes out, for as text outputs are several times as large.
 */
public final class InferenceResponse {
    private static final JsonFactory JSON = new JsonFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

    /** An output and how it is given. */
    private record Output(TensorData tensor, boolean binary) {}

    private final String model;
    private final String version;
    private final Optional<String> id;
    private final List<Output> outputs = new ArrayList<>();

    private InferenceResponse(String model, String version, Optional<String> id) {
        this.model = model;
        this.version = version;
        this.id = id;
    }

    /**
     * @param computed all outputs of the network
     * @throws RequestRefusedException if an output is asked for that there is not, or one has values JSON cannot hold
     */
    public static InferenceResponse to(
            InferenceRequest request, String model, String version, List<TensorData> computed) {
        InferenceResponse response = new InferenceResponse(model, version, request.id());
        if (request.outputs().isEmpty()) {
            computed.forEach(tensor -> response.add(new Output(tensor, request.binary())));
        }
        for (Map.Entry<String, Boolean> wanted : request.outputs().entrySet()) {
            TensorData tensor = computed.stream()
                    .filter(output -> output.name().equals(wanted.getKey()))
                    .findFirst()
                    .orElseThrow(() -> RequestRefusedException.malformed("model '" + model + "' has no output '"
                            + wanted.getKey() + "'; it has "
                            + computed.stream().map(TensorData::name).toList()));
            response.add(new Output(tensor, wanted.getValue()));
        }
        return response;
    }

    private void add(Output output) {
        if (!output.binary && output.tensor.type() == ElementType.FLOAT32 && !finite(output.tensor.data())) {
            throw new RequestRefusedException(
                    Reason.NOT_IN_JSON,
                    "output '" + output.tensor.name()
                            + "' holds values that are no numbers of JSON; ask for it as binary data");
        }
        outputs.add(output);
    }

    private static boolean finite(ByteBuffer floats) {
        boolean finite = true;
        while (finite && floats.hasRemaining()) {
            finite = Float.isFinite(floats.getFloat());
        }
        return finite;
    }

    /** Whether something follows the JSON. */
    public boolean binary() {
        return outputs.stream().anyMatch(Output::binary);
    }

    /** Bytes of the JSON, for the header {@code Inference-Header-Content-Length}. */
    public long jsonBytes() throws IOException {
        CountingStream counting = new CountingStream();
        writeJson(counting);
        return counting.bytes;
    }

    /** Bytes of what follows the JSON. */
    public long binaryBytes() {
        return outputs.stream()
                .filter(Output::binary)
                .mapToLong(output -> output.tensor.data().remaining())
                .sum();
    }

    /** Writes all of it and leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
        writeJson(out);
        for (Output output : outputs) {
            if (output.binary) {
                ByteBuffer data = output.tensor.data();
                out.write(data.array(), data.arrayOffset(), data.remaining());
            }
        }
    }

    private void writeJson(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("model_name", model);
            json.writeStringField("model_version", version);
            if (id.isPresent()) {
                json.writeStringField("id", id.get());
            }
            json.writeArrayFieldStart("outputs");
            for (Output output : outputs) {
                writeOutput(json, output);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeOutput(JsonGenerator json, Output output) throws IOException {
        TensorData tensor = output.tensor;
        json.writeStartObject();
        json.writeStringField("name", tensor.name());
        json.writeStringField("datatype", Datatype.of(tensor.type()).name());
        json.writeFieldName("shape");
        json.writeArray(tensor.sizes(), 0, tensor.sizes().length);
        if (output.binary) {
            json.writeObjectFieldStart("parameters");
            json.writeNumberField("binary_data_size", tensor.data().remaining());
            json.writeEndObject();
        } else {
            json.writeArrayFieldStart("data");
            writeNumbers(json, tensor.type(), tensor.data());
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeNumbers(JsonGenerator json, ElementType type, ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            switch (type) {
                case FLOAT32 -> json.writeNumber(data.getFloat());
                case UINT8 -> json.writeNumber(data.get() & 0xFF);
                case INT8 -> json.writeNumber(data.get());
                case INT32 -> json.writeNumber(data.getInt());
                case INT64 -> json.writeNumber(data.getLong());
            }
        }
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int single) {
            bytes++;
        }

        @Override
        public void write(byte[] several, int offset, int length) {
            bytes += length;
        }
    }
}
