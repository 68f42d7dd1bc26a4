/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.continuum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches are made once and used if they are there; a service never hangs on one. */
class QuickStartsTest {
    private static final Path JAVA = Path.of("/jdk/bin/java");
    private final QuickStarts use = new QuickStarts(QuickStarts.Mode.USE);
    private final QuickStarts record = new QuickStarts(QuickStarts.Mode.RECORD);

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void placeJar() {
        jar = folder.resolve("quarkus-run.jar");
    }

    @Test
    void withoutACacheAServiceStartsWithout() {
        assertThat(use.flags(ServiceCatalogue.EGRESS, jar)).isEmpty();
    }

    @Test
    void aCacheThatIsThereIsUsedAndSaysNothing() throws IOException {
        Files.createFile(folder.resolve("egress.aot"));

        assertThat(use.flags(ServiceCatalogue.EGRESS, jar))
                .containsExactly("-XX:AOTCache=" + folder.resolve("egress.aot"), "-Xlog:aot=off", "-Xlog:cds=off");
    }

    @Test
    void bothBrokersUseWhatOneOfThemRecorded() throws IOException {
        assertThat(record.flags(ServiceCatalogue.EDGE_BROKER, jar)).contains("-XX:AOTMode=record");
        assertThat(record.flags(ServiceCatalogue.FOG_BROKER, jar)).isEmpty();
        Files.createFile(folder.resolve("edge-broker.aot"));

        assertThat(use.flags(ServiceCatalogue.FOG_BROKER, jar))
                .isEqualTo(use.flags(ServiceCatalogue.EDGE_BROKER, jar))
                .isNotEmpty();
    }

    @Test
    void aCacheIsMadeWithTheSettingsItWillBeUsedWith() throws IOException {
        Files.createFile(QuickStarts.recording(ServiceCatalogue.VIDEO_ANONYMISER, jar));

        List<String> command = QuickStarts.creation(JAVA, ServiceCatalogue.VIDEO_ANONYMISER, jar)
                .orElseThrow();

        assertThat(command)
                .startsWith("/jdk/bin/java")
                .containsAll(ServiceCatalogue.VIDEO_ANONYMISER.jvmFlags())
                .contains("-XX:AOTMode=create")
                .endsWith("-jar", jar.toString());
    }

    @Test
    void whatWasNotRecordedIsNotMade() {
        assertThat(QuickStarts.creation(JAVA, ServiceCatalogue.EGRESS, jar)).isEmpty();
    }

    @Test
    void aRecordingServiceGetsTheTimeToWriteItDown() {
        assertThat(record.patience()).isGreaterThan(use.patience());
    }
}
