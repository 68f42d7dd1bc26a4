/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of a checkout with services that are there by name only, on a base that was saved as a file. */
class ImageWriterTest {
    @TempDir
    Path folder;

    private Path checkout;
    private Path base;

    @BeforeEach
    void aPackagedCheckout() throws Exception {
        checkout = folder.resolve("checkout");
        for (ServiceImage image : ServiceImage.values()) {
            Path packaged = checkout.resolve(image.packaged());
            for (String part : image.folders()) {
                put(packaged.resolve(part).resolve("org.other.library-1.jar"), part);
            }
            put(packaged.resolve("lib").resolve("org.bytedeco.ffmpeg-8-linux-x86_64.jar"), "amd64");
            put(packaged.resolve("lib").resolve("org.bytedeco.ffmpeg-8-linux-arm64.jar"), "arm64");
            put(packaged.resolve("lib").resolve("io.bauta.bauta-contracts-1.jar"), "own");
            put(packaged.resolve(image.jar()), "main");
            onnxRuntime(packaged.resolve("lib").resolve("com.microsoft.onnxruntime.onnxruntime-1.jar"));
        }
        put(checkout.resolve("models/exported/street/model.onnx"), "network");
        put(checkout.resolve("models/exported/street/weights.npz"), "for training");
        base = folder.resolve("base.tar");
        Jib.fromScratch()
                .setPlatforms(Set.of(new Platform("arm64", "linux")))
                .addEnvironmentVariable("PATH", "/java/bin")
                .containerize(Containerizer.to(TarImage.at(base).named("a-base"))
                        .setOfflineMode(true)
                        .setBaseImageLayersCache(folder.resolve("cache"))
                        .setApplicationLayersCache(folder.resolve("cache")));
    }

    @ParameterizedTest
    @EnumSource(ServiceImage.class)
    void anImageRunsAsNobodyInParticularWithTheLibrariesOfItsMachine(ServiceImage image) throws IOException {
        SavedImage saved = SavedImage.read(write(image, "one"));

        JsonNode config = saved.config().path("config");
        assertThat(saved.config().path("architecture").asText()).isEqualTo("arm64");
        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        assertThat(config.path("Entrypoint").get(0).asText()).isEqualTo("java");
        assertThat(config.path("Entrypoint"))
                .extracting(JsonNode::asText)
                .contains("-XX:-HeapDumpOnOutOfMemoryError", "-XX:ErrorFile=/dev/null")
                .endsWith("-jar", "/opt/bauta/" + image.jar());
        assertThat(config.path("Env")).extracting(JsonNode::asText).contains("PATH=/java/bin");
        assertThat(saved.files())
                .contains("opt/bauta/" + image.jar(), "opt/bauta/lib/org.bytedeco.ffmpeg-8-linux-arm64.jar")
                .contains("opt/bauta/natives/libonnxruntime.so", "opt/bauta/lib/io.bauta.bauta-contracts-1.jar")
                .doesNotContain("opt/bauta/lib/org.bytedeco.ffmpeg-8-linux-x86_64.jar")
                .noneMatch(file -> file.contains("gpl") || file.endsWith("weights.npz"));
        assertThat(saved.files().contains("opt/bauta/models/street/model.onnx"))
                .isEqualTo(image == ServiceImage.MODEL_SERVER);
        assertThat(saved.text("opt/bauta/natives/libonnxruntime.so")).isEqualTo("for arm64");
        assertThat(saved.times()).allMatch(time -> time.equals(Instant.ofEpochSecond(1)));
    }

    @Test
    void theBillNamesEveryJarWithItsLicencesAndDigest() throws IOException {
        put(checkout.resolve(ServiceImage.EGRESS.notices()), """

                        Lists of 2 third-party dependencies.
                             (MIT) (Apache (Software) 2) A library (of sorts) (org.other:library:1 - https://example.org)
                             (LGPL) FFmpeg (org.bytedeco:ffmpeg:8 - no url defined)
                        """);

        JsonNode bill = new ObjectMapper().readTree(new BillOfMaterials("1").of(ServiceImage.EGRESS, checkout));

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.path("components"))
                .filteredOn(component -> component.path("purl").asText().equals("pkg:maven/org.other/library@1"))
                .isNotEmpty()
                .allSatisfy(library -> {
                    assertThat(library.path("licenses"))
                            .extracting(licence -> licence.at("/license/name").asText())
                            .containsExactly("MIT", "Apache (Software) 2");
                    assertThat(library.at("/hashes/0/content").asText()).hasSize(64);
                });
        assertThat(bill.path("components"))
                .extracting(component -> component.path("name").asText())
                .contains("ffmpeg", "io.bauta.bauta-contracts-1.jar");
    }

    @Test
    void theSameJarsGiveTheSameBytes() throws IOException {
        assertThat(Files.mismatch(write(ServiceImage.EGRESS, "one"), write(ServiceImage.EGRESS, "two")))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eclipse-temurin:25-jre", "eclipse-temurin", "eclipse-temurin@sha256:12"})
    void aBaseWhoseContentMayChangeIsRefused(String name) {
        assertThatThrownBy(() -> Base.named(name, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by its digest only");
    }

    @Test
    void aBaseIsNamedByDigestOrIsAFile() throws IOException {
        assertThat(Base.named("eclipse-temurin@sha256:" + "a".repeat(64), folder)
                        .isHere())
                .isFalse();
        assertThat(Base.named(base.toString(), folder).isHere()).isTrue();
    }

    private Path write(ServiceImage image, String where) throws IOException {
        Path out = Files.createDirectories(folder.resolve(where));
        Path work = folder.resolve("work-" + where);
        ImageWriter writer = new ImageWriter(
                new Base.Saved(base),
                new ImageRecipe(checkout, Machine.ARM64, work),
                Optional.empty(),
                Machine.ARM64,
                folder.resolve("cache-" + where),
                "1",
                Instant.parse("2026-01-01T00:00:00Z"));
        return writer.write(image, out).file();
    }

    private static void onnxRuntime(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String machine : List.of("linux-x64", "linux-aarch64", "win-x64")) {
                zip.putNextEntry(new ZipEntry("ai/onnxruntime/native/" + machine + "/libonnxruntime.so"));
                zip.write((machine.equals("linux-aarch64") ? "for arm64" : "for another").getBytes(UTF_8));
            }
            zip.putNextEntry(new ZipEntry("ai/onnxruntime/OrtSession.class"));
        }
    }

    private static void put(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
