/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bauta.inference.ElementType;
import io.bauta.modelserver.inference.RequestRefusedException;
import io.bauta.modelserver.inference.RequestRefusedException.Reason;
import io.bauta.modelserver.inference.TensorData;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may write, and what they are told if they write something else. */
class InferenceRequestReaderTest {
    private static RequestRefusedException refusalOf(ThrowingCallable request) {
        RequestRefusedException[] refusal = new RequestRefusedException[1];
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(request)
                .satisfies(thrown -> refusal[0] = thrown);
        return refusal[0];
    }

    private static TensorData only(InferenceRequest request) {
        assertThat(request.inputs()).hasSize(1);
        return request.inputs().getFirst();
    }

    @Test
    void numbersOfEveryTypeKeepTheirValue() {
        assertThat(only(Requests.one("FP32", "[3]", "[1, -2.5, 1e-3]")).data().asFloatBuffer())
                .isEqualTo(java.nio.FloatBuffer.wrap(new float[] {1, -2.5f, 1e-3f}));
        assertThat(only(Requests.one("UINT8", "[2]", "[0, 255]")).data())
                .isEqualTo(ByteBuffer.wrap(new byte[] {0, (byte) 255}));
        assertThat(only(Requests.one("INT8", "[2]", "[-128, 127]")).data())
                .isEqualTo(ByteBuffer.wrap(new byte[] {-128, 127}));
        assertThat(only(Requests.one("INT32", "[1]", "[-2147483648]")).data().getInt())
                .isEqualTo(Integer.MIN_VALUE);
        assertThat(only(Requests.one("INT64", "[1]", "[9223372036854775807]"))
                        .data()
                        .getLong())
                .as("beyond what a double can hold")
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void contentMayBeNestedAndKeysMayComeInAnyOrder() {
        InferenceRequest request =
                Requests.read("{\"inputs\":[{\"data\":[[1,2],[3,4]],\"datatype\":\"INT8\",\"shape\":[2,2],"
                        + "\"extra\":{\"a\":[1]},\"name\":\"x\"}],\"id\":\"seven\"}");

        TensorData input = only(request);
        assertThat(input.name()).isEqualTo("x");
        assertThat(input.type()).isEqualTo(ElementType.INT8);
        assertThat(input.sizes()).containsExactly(2, 2);
        assertThat(input.data()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        assertThat(request.id()).contains("seven");
        assertThat(request.outputs()).isEmpty();
        assertThat(request.binary()).isFalse();
    }

    @Test
    void binaryContentFollowsTheJsonInTheOrderOfTheInputs() {
        InferenceRequest request = Requests.read(
                "{\"inputs\":[{\"name\":\"a\",\"shape\":[2],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":2}},"
                        + "{\"name\":\"b\",\"shape\":[1],\"datatype\":\"INT8\",\"data\":[9]},"
                        + "{\"name\":\"c\",\"shape\":[1],\"datatype\":\"INT32\",\"parameters\":{\"binary_data_size\":4}}]}",
                (byte) 7,
                (byte) 8,
                (byte) 1,
                (byte) 1,
                (byte) 0,
                (byte) 0);

        assertThat(request.inputs()).extracting(TensorData::name).containsExactly("a", "b", "c");
        assertThat(request.inputs().get(0).data()).isEqualTo(ByteBuffer.wrap(new byte[] {7, 8}));
        assertThat(request.inputs().get(1).data()).isEqualTo(ByteBuffer.wrap(new byte[] {9}));
        assertThat(request.inputs().get(2).data().getInt()).as("little-endian").isEqualTo(257);
    }

    @Test
    void outputsAreWantedInTheFormThatIsAskedFor() {
        InferenceRequest request = Requests.read("{\"parameters\":{\"binary_data_output\":true,\"x\":[]},\"inputs\":[],"
                + "\"outputs\":[{\"name\":\"b\"},{\"name\":\"a\",\"parameters\":{\"binary_data\":false}}]}");

        assertThat(request.binary()).isTrue();
        assertThat(request.outputs()).containsExactly(Map.entry("b", true), Map.entry("a", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UINT8 | [1]     | [256]               | no uint8
            UINT8 | [1]     | [-1]                | no uint8
            INT8  | [1]     | [1.5]               | no int8
            INT32 | [1]     | [2147483648]        | no int32
            INT64 | [1]     | [9223372036854775808] | no int64
            FP32  | [1]     | [1e39]              | beyond float32
            FP32  | [1]     | ["1"]               | more than numbers
            FP32  | [1]     | [null]              | more than numbers
            FP32  | [1]     | 5                   | list of numbers
            FP32  | [2]     | [1]                 | fewer than the 2 elements
            FP32  | [2]     | [1,2,3]             | more than the 2 elements
            FP32  | [0]     | []                  | sizes are above 0
            FP32  | [-1]    | [1]                 | sizes are above 0
            FP32  | [1.5]   | [1]                 | list of at most 16 sizes
            FP32  | 1       | [1]                 | list of sizes
            FP32  | [99999999999999999999] | [1]  | out of its range
            BYTES | [1]     | ["a"]               | none that is taken
            """)
    void whatDoesNotFitIsToldApart(String datatype, String shape, String data, String said) {
        RequestRefusedException refusal = refusalOf(() -> Requests.one(datatype, shape, data));

        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                               | is an object
            []                                               | is an object
            {"inputs":{}}                                    | inputs is a list
            {"inputs":[1]}                                   | a tensor is an object
            {"inputs":[{"shape":[1]}]}                       | has no name
            {"inputs":[{"name":"x","shape":[1]}]}            | has no datatype
            {"inputs":[{"name":"x","datatype":"FP32"}]}      | has no shape
            {"inputs":[{"name":"x","datatype":"FP32","shape":[1]}]} | either data or a binary_data_size
            {"inputs":[],"id":7}                             | id is a text
            {"inputs":[],"parameters":{"binary_data_output":1}} | true or false
            {"inputs":[]} {}                                 | something follows
            {"inputs":[                                      | no JSON
            {"inputs":[{"name":"x","data":[secret]}]}        | no JSON, at byte
            """)
    void whatIsNoRequestIsToldApart(String json, String said) {
        RequestRefusedException refusal = refusalOf(() -> Requests.read(json));

        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining(said);
        assertThat(refusal.getMessage()).doesNotContain("secret");
    }

    @Test
    void binaryContentMustHaveTheSizeOfItsShape() {
        String two =
                "{\"inputs\":[{\"name\":\"a\",\"shape\":[2],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":2}}]}";

        assertThat(refusalOf(() -> Requests.read(two, (byte) 1))).hasMessageContaining("1 follow");
        assertThat(refusalOf(() -> Requests.read(two, (byte) 1, (byte) 2, (byte) 3)))
                .hasMessageContaining("add up to 2 bytes, 3 follow");
        assertThat(refusalOf(() -> Requests.read(two.replace("[2]", "[3]"), (byte) 1, (byte) 2)))
                .hasMessageContaining("needs 3 bytes");
        assertThat(refusalOf(() -> Requests.read(two))).hasMessageContaining("0 follow");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "3000", "many", "99999999999"})
    void theLengthOfTheJsonMustBeOne(String header) {
        assertThat(refusalOf(
                        () -> InferenceRequestReader.read("{\"inputs\":[]}".getBytes(UTF_8), Optional.of(header), 9)))
                .hasMessageContaining("Inference-Header-Content-Length");
    }

    @Test
    void tensorsThatAreTooLargeTogetherAreRefusedBeforeTheyAreMade() {
        RequestRefusedException huge = refusalOf(() -> Requests.one("INT64", "[4000000000, 4000000000]", "[1]"));
        assertThat(huge.reason()).isEqualTo(Reason.TOO_LARGE);

        String half = "\"shape\":[600],\"datatype\":\"UINT8\",\"data\":[" + "0,".repeat(599) + "0]}";
        RequestRefusedException both = refusalOf(
                () -> Requests.read("{\"inputs\":[{\"name\":\"a\"," + half + ",{\"name\":\"b\"," + half + "]}"));
        assertThat(both.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(both).hasMessageContaining("'b'");
    }
}
