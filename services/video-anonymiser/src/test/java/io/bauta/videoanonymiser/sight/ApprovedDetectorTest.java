/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bauta.inference.ModelFile;
import io.bauta.inference.ModelSource;
import io.bauta.inference.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovedDetectorTest {
    private static final Path STREET = Path.of("../../models/exported/street");
    private static final Duration SOON = Duration.ofMillis(20);

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
