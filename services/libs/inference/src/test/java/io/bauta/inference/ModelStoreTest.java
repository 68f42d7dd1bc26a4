/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.inference.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge node gets the approved network or none, from wherever it can. */
class ModelStoreTest {
    private static final ModelStore.Patience SHORT =
            new ModelStore.Patience(Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofMillis(1500));
    private static final ModelStore.Patience LONG = ModelStore.Patience.usual();

    @TempDir
    Path folder;

    private Path cache;
    private Path exported;
    private String approved;

    @BeforeEach
    void export() throws IOException {
        cache = folder.resolve("cache");
        exported = Files.createDirectories(folder.resolve("exported/picture"));
        Networks.copy("picture", exported);
        approved = ModelFile.exported(exported).sha256();
    }

    private ModelStore store(ModelStore.Patience patience, ModelSource... sources) {
        return new ModelStore(cache, List.of(sources), patience);
    }

    private ModelRefusedException refusal(ModelStore store) {
        ModelRefusedException[] refusal = new ModelRefusedException[1];
        assertThatExceptionOfType(ModelRefusedException.class)
                .isThrownBy(() -> store.model(approved))
                .satisfies(thrown -> refusal[0] = thrown);
        return refusal[0];
    }

    private Path kept(String file) {
        return cache.resolve(approved).resolve(file);
    }

    @Test
    void aModelIsDownloadedOnceAndRuns() throws IOException {
        try (ModelHost host = ModelHost.of(exported)) {
            ModelStore store = store(LONG, host.source());

            assertThat(store.model(approved).sha256()).isEqualTo(approved);
            assertThat(store.model(approved.toUpperCase(java.util.Locale.ROOT)).name())
                    .isEqualTo("picture");

            assertThat(host.asked()).containsExactly("model.json", "model.onnx", "golden.npz");
            assertThat(kept("golden.npz")).hasSameBinaryContentAs(exported.resolve("golden.npz"));
            try (InferenceSession session = InferenceSession.open(store.model(approved))) {
                assertThat(GoldenTensors.exported(kept("")).replay(session).largest())
                        .isLessThan(1e-5);
            }
        }
    }

    @Test
    void theNextStartNeedsNoServer() throws IOException {
        try (ModelHost host = ModelHost.of(exported)) {
            store(LONG, host.source()).model(approved);
        }

        assertThat(store(SHORT).model(approved).sha256()).isEqualTo(approved);
    }

    @Test
    void aDownloadThatBreaksOffGoesOnWhereItEnded() throws IOException {
        long length = Files.size(exported.resolve("model.onnx"));
        try (ModelHost host = ModelHost.of(exported).breakingOffAfter(500, 2)) {
            assertThat(store(LONG, host.source()).model(approved).sha256()).isEqualTo(approved);

            assertThat(length).isBetween(1000L, 1500L);
            assertThat(host.asked())
                    .containsExactly(
                            "model.json",
                            "model.onnx",
                            "model.onnx bytes=500-",
                            "model.onnx bytes=1000-",
                            "golden.npz");
        }
    }

    @Test
    void aDownloadOfAnEarlierProcessIsGoneOnWith() throws IOException {
        try (ModelHost host = ModelHost.of(exported).stalling().breakingOffAfter(100, 1)) {
            ModelRefusedException refusal = refusal(store(SHORT, host.source()));

            assertThat(refusal.reason()).isEqualTo(Reason.MISSING);
            assertThat(refusal).hasMessageContaining("model.onnx").hasMessageContaining("longer than");
        }
        assertThat(cache.resolve(approved)).doesNotExist();

        try (ModelHost host = ModelHost.of(exported)) {
            assertThat(store(LONG, host.source()).model(approved).sha256()).isEqualTo(approved);
            assertThat(host.asked()).element(1).asString().startsWith("model.onnx bytes=");
        }
    }

    @Test
    void aServerThatGivesTheWholeInsteadOfAPartIsUnderstood() throws IOException {
        try (ModelHost host = ModelHost.of(exported).forgettingRanges().breakingOffAfter(500, 1)) {
            assertThat(store(LONG, host.source()).model(approved).sha256()).isEqualTo(approved);
        }
    }

    @Test
    void otherBytesAreNeverTakenForTheModel() throws IOException {
        Files.write(exported.resolve("model.onnx"), new byte[] {1}, StandardOpenOption.APPEND);
        try (ModelHost host = ModelHost.of(exported)) {
            ModelRefusedException refusal = refusal(store(LONG, host.source()));

            assertThat(refusal.reason()).isEqualTo(Reason.WRONG_DIGEST);
            assertThat(refusal)
                    .hasMessageContaining(approved)
                    .hasMessageContaining(host.source().toString());
        }
        assertThat(cache.resolve(approved)).doesNotExist();
        assertThat(cache.resolve(approved + ".partial")).doesNotExist();
    }

    @Test
    void aSpoiltBeginningIsThrownAwayAndTheWholeAskedForAgain() throws IOException {
        Path partial = Files.createDirectories(cache.resolve(approved + ".partial"));
        Files.write(partial.resolve("model.onnx"), new byte[600]);
        try (ModelHost host = ModelHost.of(exported)) {
            assertThat(store(LONG, host.source()).model(approved).sha256()).isEqualTo(approved);
            assertThat(host.asked())
                    .containsExactly(
                            "model.json",
                            "model.onnx bytes=600-",
                            "golden.npz",
                            "model.json",
                            "model.onnx",
                            "golden.npz");
        }
    }

    @Test
    void aBeginningThatIsLongerThanTheModelIsThrownAway() throws IOException {
        Path partial = Files.createDirectories(cache.resolve(approved + ".partial"));
        Files.write(partial.resolve("model.onnx"), new byte[100_000]);
        try (ModelHost host = ModelHost.of(exported)) {
            assertThat(store(LONG, host.source()).model(approved).sha256()).isEqualTo(approved);
        }
    }

    @Test
    void anEarlierDownloadThatOnlyWasNotMovedIsNotAskedForAgain() throws IOException {
        Path partial = Files.createDirectories(cache.resolve(approved + ".partial"));
        Files.copy(exported.resolve("model.onnx"), partial.resolve("model.onnx"));
        try (ModelHost host = ModelHost.of(exported)) {
            assertThat(store(LONG, host.source()).model(approved).sha256()).isEqualTo(approved);
            assertThat(host.asked()).containsExactly("model.json", "golden.npz");
        }
    }

    @Test
    void aCopyThatWasSpoiltOnDiskIsFetchedAnew() throws IOException {
        try (ModelHost host = ModelHost.of(exported)) {
            store(LONG, host.source()).model(approved);
            byte[] bytes = Files.readAllBytes(kept("model.onnx"));
            bytes[bytes.length / 2] ^= 1;
            Files.write(kept("model.onnx"), bytes);

            assertThat(store(LONG, host.source()).model(approved).sha256()).isEqualTo(approved);
            assertThat(Files.readAllBytes(kept("model.onnx")))
                    .isEqualTo(Files.readAllBytes(exported.resolve("model.onnx")));
        }
    }

    @Test
    void aSpoiltCopyIsNotUsedThoughThereIsNoOther() throws IOException {
        Files.createDirectories(cache.resolve(approved));
        Networks.copy("picture", cache.resolve(approved));
        Files.write(kept("model.onnx"), new byte[] {1}, StandardOpenOption.APPEND);

        assertThat(refusal(store(SHORT))).hasMessageContaining("keeps none");
    }

    @Test
    void aServerThatIsNotUpYetIsWaitedFor() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ModelStore store = store(LONG, new ModelSource.Server(URI.create("http://127.0.0.1:" + port)));
        try (ExecutorService node = Executors.newSingleThreadExecutor()) {
            Future<ModelFile> model = node.submit(() -> store.model(approved));
            assertThatThrownBy(() -> model.get(500, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            try (ModelHost host = ModelHost.of(exported, port).sickFor(2)) {
                assertThat(model.get().sha256()).isEqualTo(approved);
                assertThat(host.asked()).hasSize(5);
            }
        }
    }

    @Test
    void aServerThatNeverComesIsGivenUpAndNamed() {
        ModelSource.Server nobody = new ModelSource.Server(URI.create("http://127.0.0.1:1"));

        ModelRefusedException refusal = refusal(store(SHORT, nobody));

        assertThat(refusal.reason()).isEqualTo(Reason.MISSING);
        assertThat(refusal)
                .hasMessageContaining("model server http://127.0.0.1:1")
                .hasMessageContaining(cache.toString());
    }

    @Test
    void aServerThatHasNoSuchModelIsNotAskedAgain() throws IOException {
        Path other = Networks.copy("lookup", Files.createDirectories(folder.resolve("other")));
        try (ModelHost host = ModelHost.of(other)) {
            assertThat(refusal(store(LONG, host.source()))).hasMessageContaining("404");
        }
    }

    @Test
    void aFolderOfExportedModelsNeedsNoServer() throws IOException {
        Path other = Files.createDirectories(folder.resolve("exported/lookup"));
        Networks.copy("lookup", other);
        Files.createDirectories(folder.resolve("exported/empty"));

        ModelFile model =
                store(SHORT, new ModelSource.Folder(folder.resolve("exported"))).model(approved);

        assertThat(model.name()).isEqualTo("picture");
        assertThat(cache).as("a folder at hand is not copied").doesNotExist();
    }

    @Test
    void theNextSourceIsAskedWhereOneHasNothing() throws IOException {
        try (ModelHost host = ModelHost.of(exported)) {
            ModelSource empty = new ModelSource.Folder(Files.createDirectories(folder.resolve("empty")));
            ModelSource absent = new ModelSource.Folder(folder.resolve("absent"));

            assertThat(store(LONG, absent, empty, host.source()).model(approved).name())
                    .isEqualTo("picture");
            assertThat(refusal(new ModelStore(folder.resolve("second"), List.of(absent, empty))))
                    .hasMessageContaining("absent")
                    .hasMessageContaining("holds none of this digest");
        }
    }

    @Test
    void aSpoiltModelInAFolderIsRefused() throws IOException {
        Files.write(exported.resolve("model.onnx"), new byte[] {1}, StandardOpenOption.APPEND);

        assertThat(refusal(store(SHORT, new ModelSource.Folder(folder.resolve("exported"))))
                        .reason())
                .isEqualTo(Reason.WRONG_DIGEST);
    }

    @Test
    void severalMayAskForTheSameModelAtOnce() throws Exception {
        try (ModelHost host = ModelHost.of(exported);
                ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            Callable<ModelFile> asking = () -> store(LONG, host.source()).model(approved);
            List<Future<ModelFile>> models = nodes.invokeAll(List.of(asking, asking, asking, asking));

            for (Future<ModelFile> model : models) {
                assertThat(model.get().sha256()).isEqualTo(approved);
            }
            assertThat(host.asked()).containsExactly("model.json", "model.onnx", "golden.npz");
        }
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(approved, approved + ".lock");
        }
    }

    @Test
    void whatIsNoDigestIsNoNameOnDisk() {
        for (String wrong : Arrays.asList("../../etc", "", "abc", approved + "0")) {
            assertThatThrownBy(() -> store(SHORT).model(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ModelSource.Server(URI.create("file:///etc")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
