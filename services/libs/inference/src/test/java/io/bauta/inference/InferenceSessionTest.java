/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.FloatBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes in, what comes out, and what is said when it does not. */
class InferenceSessionTest {
    @Test
    void aConvolutionOfFixedSizesNeedsNoWordOnSizes() {
        try (InferenceSession session = Networks.open("convolution");
                InferenceBinding binding = session.bind()) {
            FloatBuffer image = binding.input("image").floats();
            while (image.hasRemaining()) {
                image.put(image.position() % 7 - 3);
            }
            binding.run();

            float[] features = new float[binding.output("features").elements()];
            binding.output("features").floats().get(features);
            assertThat(binding.output("features").sizes()).containsExactly(1, 8, 8, 12);
            assertThat(features).contains(0f);
            float most = 0;
            for (float feature : features) {
                most = Math.max(most, feature);
            }
            assertThat(most).isGreaterThan(0.1f);
        }
    }

    @Test
    void bytesGoInAsTheyAreAndOutputSizesAreLearntForEveryBatchAndSize() {
        try (InferenceSession session = Networks.open("picture");
                InferenceBinding small = session.bind(Map.of("image", new long[] {1, 3, 16, 16}));
                InferenceBinding large = session.bind(Map.of("image", new long[] {5, 3, 32, 48}))) {
            assertThat(small.output("scores4").sizes()).containsExactly(1, 16, 2);
            assertThat(small.output("scores8").sizes()).containsExactly(1, 4, 2);
            assertThat(large.output("scores4").sizes()).containsExactly(5, 96, 2);
            assertThat(large.output("scores8").sizes()).containsExactly(5, 24, 2);
            assertThat(large.input("image").bytes().isDirect()).isTrue();
        }
    }

    @Test
    void eachPictureOfABatchIsJudgedByItself() {
        try (InferenceSession session = Networks.open("picture");
                InferenceBinding one = session.bind(Map.of("image", new long[] {1, 3, 16, 16}));
                InferenceBinding three = session.bind(Map.of("image", new long[] {3, 3, 16, 16}))) {
            int bytes = one.input("image").elements();
            for (int index = 0; index < bytes; index++) {
                byte pixel = (byte) (index * 37);
                one.input("image").bytes().put(index, pixel);
                three.input("image").bytes().put(2 * bytes + index, pixel);
            }
            one.run();
            three.run();

            int scores = one.output("scores4").elements();
            FloatBuffer third = three.output("scores4").floats().slice(2 * scores, scores);
            for (int index = 0; index < scores; index++) {
                assertThat(third.get(index))
                        .isEqualTo(one.output("scores4").floats().get(index));
            }
        }
    }

    @Test
    void outputsAreWrittenInPlaceEveryTime() {
        try (InferenceSession session = Networks.open("picture");
                InferenceBinding binding = session.bind(Map.of("image", new long[] {1, 3, 16, 16}))) {
            FloatBuffer held = binding.output("scores4").floats();
            binding.run();
            float dark = held.get(0);
            binding.input("image").memory().fill((byte) 200);
            binding.run();
            assertThat(held.get(0)).isNotEqualTo(dark).isBetween(0f, 1f);

            binding.input("image").memory().fill((byte) 0);
            binding.run();
            assertThat(held.get(0)).isEqualTo(dark);
        }
    }

    @Test
    void sizesTheNetworkDoesNotTakeAreNamed() {
        try (InferenceSession picture = Networks.open("picture");
                InferenceSession convolution = Networks.open("convolution")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(picture::bind)
                    .withMessageContainingAll("'image'", "batch, 3, height, width");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> picture.bind(Map.of("image", new long[] {1, 4, 16, 16})))
                    .withMessageContaining("[1, 4, 16, 16]");
            assertThatIllegalArgumentException().isThrownBy(() -> picture.bind(Map.of("image", new long[] {1, 3, 16})));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> picture.bind(Map.of("image", new long[] {0, 3, 16, 16})));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> picture.bind(Map.of("image", new long[] {1 << 20, 3, 1 << 20, 1 << 20})))
                    .withMessageContaining("2 GiB");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> convolution.bind(Map.of("picture", new long[] {1, 3, 16, 24})))
                    .withMessageContaining("[picture]");
        }
    }

    @Test
    void wrongNamesAndTypesAreNamed() {
        try (InferenceSession session = Networks.open("convolution");
                InferenceBinding binding = session.bind()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> binding.output("scores"))
                    .withMessageContainingAll("'scores'", "[features]");
            assertThatIllegalArgumentException().isThrownBy(() -> binding.input("features"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> binding.input("image").bytes())
                    .withMessageContaining("float32");
        }
    }

    @Test
    void aFailedRunDoesNotQuoteWhatItWasGiven() {
        try (InferenceSession session = Networks.open("lookup");
                InferenceBinding binding = session.bind()) {
            binding.input("index").longs().put(0, 77_123_456);

            assertThatThrownBy(binding::run)
                    .isInstanceOf(InferenceFailedException.class)
                    .hasMessageContaining("'lookup'")
                    .satisfies(failure -> assertThat(trace(failure)).doesNotContain("77123456"));

            binding.input("index").longs().put(0, 1);
            binding.run();
            assertThat(binding.output("value").floats().get(0)).isNotZero();
        }
    }

    @Test
    void anOutputWhoseSizeHangsOnTheContentsGivesNoResultAtAll() {
        try (InferenceSession session = Networks.open("found")) {
            assertThatThrownBy(() -> {
                        try (InferenceBinding binding = session.bind()) {
                            binding.input("image").floats().put(3, 1);
                            binding.run();
                        }
                    })
                    .isInstanceOfAny(InferenceFailedException.class, IllegalArgumentException.class);
        }
    }

    @Test
    void tensorsDoNotPrintWhatTheyHold() {
        try (InferenceSession session = Networks.open("lookup");
                InferenceBinding binding = session.bind()) {
            binding.input("index").longs().put(0, 77_123_456);
            assertThat(binding.input("index")).hasToString("Tensor[index, int64[1]]");
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
