/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.contracts.policy.RegionPolicy.Reach;
import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelSource;
import io.bauta.inference.ModelStore;
import io.bauta.inference.detection.Detection;
import io.bauta.media.video.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovedDetectorTest {
    private static final Path STREET = Path.of("../../models/exported/street");
    private static final Duration SOON = Duration.ofMillis(20);

    private static final int CAMERAS = 3;

    @TempDir
    private Path folder;

    @Test
    void theApprovedOneIsThereOnceItHasAnswered() {
        String approved = ModelFile.exported(STREET).sha256();
        try (ApprovedDetector detector = detector(approved, STREET.getParent())) {
            assertThat(detector.model()).isEmpty();
            detector.fetch();
            await(() -> detector.model().isPresent());

            assertThat(detector.model())
                    .hasValueSatisfying(model -> assertThat(model.sha256()).isEqualTo(approved));
        }
    }

    @Test
    void camerasLookWithItAtOnceEachForItselfAndAreNotLeftBlindWhenItIsClosed() throws Exception {
        String approved = ModelFile.exported(STREET).sha256();
        ApprovedDetector detector = detector(approved, STREET.getParent());
        assertThatThrownBy(() -> detector.eyes(Reach.USUAL)).isInstanceOf(DetectorMissingException.class);
        detector.fetch();
        await(() -> detector.model().isPresent());

        // Given what each of three pictures shows to eyes that are alone
        List<List<Detection>> alone = new ArrayList<>();
        for (int picture = 0; picture < CAMERAS; picture++) {
            try (Sight sight = detector.eyes(Reach.USUAL)) {
                alone.add(seen(sight, picture));
            }
        }

        // When three cameras look at the same time, while the detector is closed
        try (ExecutorService cameras = Executors.newFixedThreadPool(CAMERAS)) {
            List<Future<List<Detection>>> together = new ArrayList<>();
            CountDownLatch open = new CountDownLatch(CAMERAS);
            for (int picture = 0; picture < CAMERAS; picture++) {
                int shown = picture;
                together.add(cameras.submit(() -> {
                    try (Sight sight = detector.eyes(Reach.USUAL)) {
                        open.countDown();
                        open.await();
                        detector.close();
                        List<Detection> last = List.of();
                        for (int turn = 0; turn < 10; turn++) {
                            last = seen(sight, shown);
                        }
                        return last;
                    }
                }));
            }

            // Then each sees what it saw before
            for (int picture = 0; picture < CAMERAS; picture++) {
                assertThat(together.get(picture).get()).isEqualTo(alone.get(picture));
            }
        }
    }

    /** Light bars on dark, others for each camera: what the network makes of them is its own affair, if always the same. */
    private static List<Detection> seen(Sight sight, int picture) {
        try (Frame frame = Frame.black(640, 352, 0)) {
            ByteBuffer luma = frame.writablePlane(0);
            for (int at = 0; at < luma.capacity(); at++) {
                int x = at % frame.stride(0);
                luma.put(at, (byte) (x / 40 % (picture + 2) == 0 ? 200 : 60));
            }
            return sight.look(frame);
        }
    }

    @Test
    void oneThatComesLaterIsFoundLater() throws IOException {
        String approved = ModelFile.exported(STREET).sha256();
        Path later = folder.resolve("exported");
        try (ApprovedDetector detector = detector(approved, later)) {
            detector.fetch();
            copy(STREET, later.resolve("street"));

            await(() -> detector.model().isPresent());
        }
    }

    @Test
    void whatIsNoDigestIsRefusedAtOnce() {
        assertThatThrownBy(() -> detector("street", folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 hexadecimal digits");
    }

    private ApprovedDetector detector(String sha256, Path exported) {
        ModelStore store = new ModelStore(folder.resolve("cache"), List.of(new ModelSource.Folder(exported)));
        return new ApprovedDetector("detector", sha256, store, SOON);
    }

    private static void copy(Path from, Path to) throws IOException {
        Path partial = Files.createDirectories(to.resolveSibling("partial"));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, partial.resolve(file.getFileName().toString()));
            }
        }
        Files.move(partial, to);
    }

    private static void await(BooleanSupplier come) {
        Instant end = Instant.now().plusSeconds(30);
        while (!come.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
