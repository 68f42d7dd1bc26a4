/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quick starts of a service that does nothing but answer, by the Java that runs this test. */
class QuickStartTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final ServiceImage IMAGE = ServiceImage.EGRESS;

    @TempDir
    Path folder;

    @Test
    void aCacheFitsItsJarWhereverTheImagePutsIt() throws Exception {
        Path jar = answering("1");
        Path cache = quickStart(jar).orElseThrow();
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/opt/bauta"));
        Path moved = Files.copy(jar, elsewhere.resolve(IMAGE.jar()));
        Files.setLastModifiedTime(moved, FileTime.from(Instant.ofEpochSecond(1)));

        List<String> command = new ArrayList<>(IMAGE.entrypoint());
        command.set(0, JAVA.toString());
        command.set(command.size() - 1, moved.toString());
        // A JVM that must use the cache, and ends if it cannot.
        command.addAll(1, List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
        command.add("only-begin");
        Process begun = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(begun.getInputStream().readAllBytes(), UTF_8)).contains("begun");
        assertThat(begun.waitFor()).isZero();
    }

    @Test
    void theSameJarsGiveTheSameBytesAndOthersOthers() throws IOException {
        Path first = quickStart(answering("1")).orElseThrow();
        FileTime made = Files.getLastModifiedTime(first);

        assertThat(quickStart(answering("1"))).contains(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);
        assertThat(quickStart(answering("2"))).isPresent().get().isNotEqualTo(first);
        assertThat(first).doesNotExist();
    }

    @Test
    void aServiceThatCannotBeStartedHasNone() throws IOException {
        Path jar = folder.resolve("broken.jar");
        Files.writeString(jar, "no jar");

        assertThat(quickStart(jar)).isEmpty();
    }

    /** Whoever builds images may be an administrator of a cluster, and the placement operator is among what is started. */
    @Test
    void aRehearsalKnowsNobodysCluster() throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        Rehearsal rehearsal = new Rehearsal(ServiceImage.PLACEMENT, List.of(), work);

        assertThat(rehearsal.environment())
                .containsEntry("HOME", work.toString())
                .containsEntry("KUBERNETES_MASTER", "https://127.0.0.1:1")
                .containsEntry("KUBERNETES_AUTH_TRYKUBECONFIG", "false")
                .containsEntry("KUBERNETES_AUTH_TRYSERVICEACCOUNT", "false")
                .doesNotContainKeys("PATH", "USER", "KUBERNETES_SERVICE_HOST");
        assertThat(Path.of(rehearsal.environment().get("KUBECONFIG"))).doesNotExist();
    }

    private Optional<Path> quickStart(Path jar) throws IOException {
        Folders.Entry inImage = new Folders.Entry(jar, ServiceImage.HOME + "/" + IMAGE.jar());
        return new QuickStart(JAVA, "this test's", folder.resolve("kept"))
                .of(IMAGE, List.of(ImageRecipe.layer("service", List.of(inImage))))
                .map(Folders.Entry::file);
    }

    /** A program with one class, {@link AnsweringService}. */
    private Path answering(String version) throws IOException {
        Path jar = folder.resolve("answering-" + version + ".jar");
        String manifest = "Manifest-Version: 1.0\nImplementation-Version: %s\nMain-Class: %s\n"
                .formatted(version, AnsweringService.class.getName());
        String file = AnsweringService.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream packed = new ZipOutputStream(out);
                InputStream code = AnsweringService.class.getResourceAsStream("/" + file)) {
            put(packed, "META-INF/MANIFEST.MF", manifest.getBytes(UTF_8));
            put(packed, file, code.readAllBytes());
        }
        return jar;
    }

    private static void put(ZipOutputStream packed, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        packed.putNextEntry(entry);
        packed.write(content);
    }
}
