/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bauta.inference.ElementType;
import io.bauta.modelserver.Networks;
import io.bauta.modelserver.catalogue.CatalogueReader;
import io.bauta.modelserver.inference.LoadedModels.Limits;
import io.bauta.modelserver.inference.RequestRefusedException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks run for whoever asks rightly, one at a time, and never more than there is room for. */
class LoadedModelsTest {
    @TempDir
    Path exported;

    private LoadedModels models;

    @BeforeEach
    void load() throws IOException {
        Networks.export(Networks.PICTURE, exported);
        Networks.export(Networks.LOOKUP, exported);
        Networks.export(Networks.FOUND, exported);
        models = new LoadedModels(CatalogueReader.read(exported).variants(), new Limits(2, 1 << 20, 1 << 16));
    }

    @AfterEach
    void close() {
        models.close();
    }

    private static TensorData picture(int height, int width, int grey) {
        byte[] pixels = new byte[3 * height * width];
        java.util.Arrays.fill(pixels, (byte) grey);
        return new TensorData("image", ElementType.UINT8, new long[] {1, 3, height, width}, ByteBuffer.wrap(pixels));
    }

    private static TensorData index(long index) {
        ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return new TensorData("index", ElementType.INT64, new long[] {1}, data.putLong(0, index));
    }

    private static Reason reasonOf(ThrowingCallable request) {
        Reason[] reason = new Reason[1];
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(request)
                .satisfies(refusal -> reason[0] = refusal.reason());
        return reason[0];
    }

    @Test
    void outputsHangOnTheInputsAndTheirSizes() {
        LoadedModel picture = models.named("picture");

        List<TensorData> grey = picture.run(List.of(picture(32, 32, 128)));
        List<TensorData> dark = picture.run(List.of(picture(32, 32, 3)));
        List<TensorData> wide = picture.run(List.of(picture(32, 64, 128)));

        assertThat(grey).extracting(TensorData::name).containsExactly("scores4", "scores8");
        assertThat(dark.getFirst().data()).isNotEqualTo(grey.getFirst().data());
        assertThat(wide.getFirst().elements()).isEqualTo(2 * grey.getFirst().elements());
        assertThat(picture.run(List.of(picture(32, 32, 128))).getFirst().data())
                .as("what was given out is not written over by later runs")
                .isEqualTo(grey.getFirst().data());
    }

    @Test
    void anyNumberOfSizesMayComeOneAfterTheOther() {
        LoadedModel picture = models.named("picture");

        for (int round = 0; round < 3; round++) {
            for (int size = 8; size <= 64; size += 8) {
                assertThat(picture.run(List.of(picture(size, size, 9)))).hasSize(2);
            }
        }
    }

    @Test
    void manyMayAskForTheSameNetworkAtOnceAndEachGetsItsOwn() throws Exception {
        LoadedModel lookup = models.named("lookup");
        List<Float> expected = new ArrayList<>();
        for (int place = 0; place < 4; place++) {
            expected.add(lookup.run(List.of(index(place))).getFirst().data().getFloat());
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Future<Float>> answers = new ArrayList<>();
            for (int request = 0; request < 200; request++) {
                TensorData input = index(request % 4);
                answers.add(clients.submit(
                        () -> lookup.run(List.of(input)).getFirst().data().getFloat()));
            }
            for (int request = 0; request < answers.size(); request++) {
                assertThat(answers.get(request).get()).isEqualTo(expected.get(request % 4));
            }
        }
        assertThat(expected).doesNotHaveDuplicates();
    }

    @Test
    void inputsThatAreNotTheNetworksAreRefused() {
        LoadedModel picture = models.named("picture");
        TensorData floats = new TensorData("image", ElementType.INT8, new long[] {1, 3, 1, 1}, ByteBuffer.allocate(3));
        TensorData flat = new TensorData("image", ElementType.UINT8, new long[] {3}, ByteBuffer.allocate(3));
        TensorData grey = new TensorData("image", ElementType.UINT8, new long[] {1, 1, 8, 8}, ByteBuffer.allocate(64));

        assertThat(reasonOf(() -> picture.run(List.of()))).isEqualTo(Reason.MALFORMED);
        assertThat(reasonOf(() -> picture.run(List.of(index(1))))).isEqualTo(Reason.MALFORMED);
        assertThat(reasonOf(() -> picture.run(List.of(floats)))).isEqualTo(Reason.MALFORMED);
        assertThat(reasonOf(() -> picture.run(List.of(flat)))).isEqualTo(Reason.MALFORMED);
        assertThat(reasonOf(() -> picture.run(List.of(grey)))).isEqualTo(Reason.MALFORMED);
        assertThat(reasonOf(() -> picture.run(List.of(picture(8, 8, 1), picture(8, 8, 1)))))
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aRunWithoutResultIsToldAndTheNextOneWorks() {
        LoadedModel lookup = models.named("lookup");

        assertThat(reasonOf(() -> lookup.run(List.of(index(1000))))).isEqualTo(Reason.FAILED);
        assertThat(lookup.run(List.of(index(0)))).hasSize(1);
    }

    @Test
    void anOutputThatIsTooLargeIsNotGivenOut() {
        LoadedModel picture = models.named("picture");

        assertThat(reasonOf(() -> picture.run(List.of(picture(512, 512, 1))))).isEqualTo(Reason.TOO_LARGE);
        assertThat(picture.run(List.of(picture(32, 32, 1)))).hasSize(2);
    }

    @Test
    void whatIsNotServedIsToldFromWhatIs() {
        assertThat(reasonOf(() -> models.named("nobody"))).isEqualTo(Reason.UNKNOWN);
        assertThat(reasonOf(() -> models.ofVersion("picture", "2"))).isEqualTo(Reason.UNKNOWN);
        assertThat(models.ofVersion("picture", "1").variant().name()).isEqualTo("picture");
    }

    @Test
    void aNetworkThatWasExchangedSinceItsDigestWasTakenDoesNotRun() throws IOException {
        Files.write(exported.resolve("lookup/model.onnx"), new byte[] {1, 2, 3});
        LoadedModel lookup = models.named("lookup");

        assertThat(reasonOf(lookup::load)).isEqualTo(Reason.NOT_LOADABLE);
        assertThat(reasonOf(() -> lookup.run(List.of(index(0))))).isEqualTo(Reason.NOT_LOADABLE);
        models.named("picture").load();
    }

    @Test
    void whoFindsNoPlaceIsToldAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> served = new ArrayList<>();
            for (int client = 0; client < 2; client++) {
                served.add(clients.submit(() -> models.admit(() -> {
                    inside.countDown();
                    return await(leave);
                })));
            }
            inside.await();

            assertThat(reasonOf(() -> models.admit(() -> true))).isEqualTo(Reason.BUSY);
            leave.countDown();
            for (Future<Boolean> each : served) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(models.<Boolean>admit(() -> true)).isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
