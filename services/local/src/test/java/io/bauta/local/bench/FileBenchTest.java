/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.local.street.StreetScene;
import io.bauta.local.street.StreetSettings;
import io.bauta.local.street.stage.Light;
import io.bauta.videoanonymiser.sight.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways are really gone; how fast is for ./bauta bench to say, not for a test. */
class FileBenchTest {
    private static final StreetSettings SMALL = new StreetSettings(160, 90, 10, 4, 3, Light.DAY);

    private static final AnonymisationPolicy STRICTEST = AnonymisationPolicy.strictest();

    @TempDir
    Path folder;

    private Path clip;

    @BeforeEach
    void draw() throws IOException {
        clip = StreetScene.write(folder.resolve("scene"), SMALL, (frames, of) -> {})
                .video();
    }

    @Test
    void thePlainPassWritesEveryFrame() {
        assertThat(PlainPass.run(clip, folder.resolve("plain.mp4"))).isEqualTo(SMALL.frames());
    }

    @Test
    void bothAreMeasuredAndNothingPlainIsLeft() throws IOException {
        List<Figure> figures =
                new FileBench(clip, folder, () -> false).measure(STRICTEST, STRICTEST, STRICTEST, Sight.none());

        assertThat(figures).extracting(Figure::name).containsExactly("file", "file mosaic", "file found");
        assertThat(figures.getFirst().value()).isPositive();
        assertThat(figures.getFirst().details()).containsKeys("plainProcessorSeconds", "processorSeconds");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).extracting(Path::getFileName).containsExactly(Path.of("scene"));
        }
    }

    @Test
    void whatIsCutShortHasNoValue() throws IOException {
        List<Figure> figures =
                new FileBench(clip, folder, () -> true).measure(STRICTEST, STRICTEST, STRICTEST, Sight.none());

        assertThat(figures.getFirst().value()).isNull();
        assertThat(figures.getFirst().met()).isFalse();
    }
}
