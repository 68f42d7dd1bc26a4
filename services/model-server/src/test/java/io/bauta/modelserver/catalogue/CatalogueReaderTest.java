/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.modelserver.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.bauta.contracts.InvalidConfigurationException;
import io.bauta.modelserver.Networks;
import io.bauta.modelserver.catalogue.RefusedFolder.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what is exactly what it says it is, is served. */
class CatalogueReaderTest {
    @TempDir
    Path exported;

    @Test
    void anExportedModelIsServedWithWhatItsDescriptionSays() throws IOException {
        Path folder = Networks.export(Networks.PICTURE, exported);

        Catalogue catalogue = CatalogueReader.read(exported);

        Variant picture = catalogue.named("picture").orElseThrow();
        assertThat(picture.sha256()).isEqualTo(Networks.digest(folder));
        assertThat(picture.description().parameters()).isEqualTo(196);
        assertThat(picture.precision()).isEqualTo("fp32");
        assertThat(picture.network().bytes()).isEqualTo(Files.size(folder.resolve("model.onnx")));
        assertThat(picture.files()).containsOnlyKeys("model.onnx", "model.json", "golden.npz");
        assertThat(catalogue.withDigest(picture.sha256().toUpperCase(Locale.ROOT)))
                .contains(picture);
        assertThat(catalogue.refused()).isEmpty();
    }

    @Test
    void variantsOfAModelStandTogether() throws IOException {
        Networks.export(Networks.PICTURE, exported);
        Path small = Networks.exportVariant(Networks.PICTURE, "picture-half-int8", exported);
        Networks.change(small.resolve("model.json"), "\"name\"", "\"precision\": \"int8\", \"name\"");
        Networks.exportVariant(Networks.LOOKUP, "picture-book", exported);
        Networks.exportVariant(Networks.PICTURE, "pictures", exported);

        Catalogue catalogue = CatalogueReader.read(exported);

        assertThat(catalogue.models())
                .extracting(ServedModel::name)
                .as("of another name, or with other tensors, is another model")
                .containsExactly("picture", "picture-book", "pictures");
        assertThat(catalogue.models().getFirst().variants())
                .extracting(Variant::name, Variant::precision)
                .containsExactly(tuple("picture", "fp32"), tuple("picture-half-int8", "int8"));
    }

    @Test
    void aNetworkThatIsNotTheOneDescribedIsRefusedAndTheOthersServed() throws IOException {
        Networks.export(Networks.LOOKUP, exported);
        Path spoilt = Networks.export(Networks.PICTURE, exported);
        Files.write(spoilt.resolve("model.onnx"), new byte[] {0x32, 1, 'x'}, StandardOpenOption.APPEND);

        Catalogue catalogue = CatalogueReader.read(exported);

        assertThat(catalogue.variants()).extracting(Variant::name).containsExactly("lookup");
        assertThat(catalogue.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.WRONG_DIGEST);
            assertThat(refused.folder()).isEqualTo(spoilt);
            assertThat(refused.why()).contains("picture", Networks.digest(spoilt));
        });
    }

    @Test
    void whatIsMissingOrMalformedIsRefusedWithItsReason() throws IOException {
        Files.delete(Networks.export(Networks.PICTURE, exported).resolve("model.onnx"));
        Files.writeString(Networks.export(Networks.LOOKUP, exported).resolve("model.json"), "{}");
        Files.createDirectory(exported.resolve("empty"));

        Catalogue catalogue = CatalogueReader.read(exported);

        assertThat(catalogue.variants()).isEmpty();
        assertThat(catalogue.refused())
                .extracting(refused -> refused.folder().getFileName().toString(), RefusedFolder::reason)
                .containsExactlyInAnyOrder(
                        tuple("picture", Reason.MISSING),
                        tuple("lookup", Reason.MALFORMED),
                        tuple("empty", Reason.MISSING));
    }

    @Test
    void ofTwoThatAreCalledTheSameOneIsServed() throws IOException {
        Networks.export(Networks.PICTURE, exported);
        Networks.copy(Networks.PICTURE, exported.resolve("zebra"));

        Catalogue catalogue = CatalogueReader.read(exported);

        assertThat(catalogue.variants()).hasSize(1);
        assertThat(catalogue.refused()).singleElement().satisfies(refused -> assertThat(refused.reason())
                .isEqualTo(Reason.DOUBLE));
    }

    @Test
    void exportsThatAreBeingWrittenAreNotLookedAt() throws IOException {
        Networks.export(Networks.PICTURE, Files.createDirectory(exported.resolve(".partial")));
        Files.writeString(exported.resolve("notes.txt"), "not a model");

        Catalogue catalogue = CatalogueReader.read(exported);

        assertThat(catalogue.variants()).isEmpty();
        assertThat(catalogue.refused()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereHoldsNothingAndAFileIsNoFolder() throws IOException {
        assertThat(CatalogueReader.read(exported.resolve("nowhere")).variants()).isEmpty();

        Path file = Files.writeString(exported.resolve("file"), "x");
        assertThatThrownBy(() -> CatalogueReader.read(file))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("bauta.model-server.folder")
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFileThatChangesAfterwardsIsNoticed() throws IOException {
        Path folder = Networks.export(Networks.PICTURE, exported);
        ExportedFile network =
                CatalogueReader.read(exported).named("picture").orElseThrow().network();
        assertThat(network.unchanged()).isTrue();

        Files.write(folder.resolve("model.onnx"), new byte[] {1}, StandardOpenOption.APPEND);

        assertThat(network.unchanged()).isFalse();
    }
}
