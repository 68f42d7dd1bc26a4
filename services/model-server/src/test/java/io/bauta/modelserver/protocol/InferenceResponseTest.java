/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.inference.ElementType;
import io.bauta.modelserver.inference.RequestRefusedException;
import io.bauta.modelserver.inference.TensorData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients get. */
class InferenceResponseTest {
    private static final TensorData COUNTS =
            new TensorData("counts", ElementType.UINT8, new long[] {1, 2}, ByteBuffer.wrap(new byte[] {1, (byte) 200}));

    private static TensorData scores(float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            data.putFloat(value);
        }
        return new TensorData("scores", ElementType.FLOAT32, new long[] {values.length}, data.flip());
    }

    private static String written(InferenceResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.writeTo(out);
        assertThat(out.size()).isEqualTo((int) (response.jsonBytes() + response.binaryBytes()));
        return out.toString(UTF_8);
    }

    @Test
    void asJsonAllOutputsAreListed() throws IOException {
        InferenceResponse response = InferenceResponse.to(
                Requests.read("{\"id\":\"7\",\"inputs\":[]}"), "m", "1", List.of(scores(0.5f, -1), COUNTS));

        assertThat(response.binary()).isFalse();
        assertThat(written(response))
                .isEqualTo("{\"model_name\":\"m\",\"model_version\":\"1\",\"id\":\"7\",\"outputs\":["
                        + "{\"name\":\"scores\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[0.5,-1.0]},"
                        + "{\"name\":\"counts\",\"datatype\":\"UINT8\",\"shape\":[1,2],\"data\":[1,200]}]}");
    }

    @Test
    void onlyWhatIsWantedIsGivenInTheOrderAndFormItIsWanted() throws IOException {
        InferenceResponse response = InferenceResponse.to(
                Requests.read("{\"inputs\":[],\"outputs\":[{\"name\":\"counts\",\"parameters\":{\"binary_data\":true}},"
                        + "{\"name\":\"scores\"}]}"),
                "m",
                "1",
                List.of(scores(2), COUNTS));

        assertThat(response.binary()).isTrue();
        assertThat(response.binaryBytes()).isEqualTo(2);
        assertThat(written(response))
                .startsWith("{\"model_name\":\"m\",\"model_version\":\"1\",\"outputs\":["
                        + "{\"name\":\"counts\",\"datatype\":\"UINT8\",\"shape\":[1,2],\"parameters\":{\"binary_data_size\":2}},"
                        + "{\"name\":\"scores\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[2.0]}]}\u0001");
    }

    @Test
    void whatJsonCannotHoldIsGivenInBinaryFormOnly() throws IOException {
        List<TensorData> computed = List.of(scores(1, Float.NaN));

        assertThatThrownBy(() -> InferenceResponse.to(Requests.read("{\"inputs\":[]}"), "m", "1", computed))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("'scores'")
                .hasMessageContaining("binary");
        InferenceResponse binary = InferenceResponse.to(
                Requests.read("{\"inputs\":[],\"parameters\":{\"binary_data_output\":true}}"), "m", "1", computed);
        assertThat(binary.binaryBytes()).isEqualTo(8);
    }

    @Test
    void anOutputThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> InferenceResponse.to(
                        Requests.read("{\"inputs\":[],\"outputs\":[{\"name\":\"ages\"}]}"), "m", "1", List.of(COUNTS)))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("'ages'")
                .hasMessageContaining("counts");
    }
}
