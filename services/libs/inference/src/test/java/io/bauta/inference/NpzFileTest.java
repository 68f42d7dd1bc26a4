/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that NumPy wrote, and files that only look like it. */
class NpzFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain.npz", "compressed.npz"})
    void everyTypeOfATensorIsRead(String file) {
        Map<String, NpzFile.Array> arrays =
                NpzFile.read(Networks.folder("arrays").resolve(file));

        assertThat(arrays.keySet()).containsExactlyInAnyOrder("floats", "bytes", "signed", "ints", "longs", "number");
        assertThat(arrays.get("floats").sizes()).containsExactly(2, 2);
        assertThat(arrays.get("floats").bytes().getFloat(4)).isEqualTo(-2.25f);
        assertThat(arrays.get("bytes").type()).isEqualTo(ElementType.UINT8);
        assertThat(arrays.get("bytes").bytes().get(2)).isEqualTo((byte) 255);
        assertThat(arrays.get("signed").bytes().get(0)).isEqualTo((byte) -128);
        assertThat(arrays.get("ints").bytes().getInt(0)).isEqualTo(Integer.MIN_VALUE);
        assertThat(arrays.get("longs").sizes()).containsExactly(1, 1, 1);
        assertThat(arrays.get("longs").bytes().getLong(0)).isEqualTo(1L << 62);
        assertThat(arrays.get("number").sizes()).isEmpty();
        assertThat(arrays.get("number").bytes().getFloat(0)).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"doubles.npz", "big-endian.npz", "fortran.npz", "objects.npz"})
    void whatATensorIsNotIsRefused(String file) {
        assertThatThrownBy(() -> NpzFile.read(Networks.folder("arrays").resolve(file)))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("x.npy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no numpy at all",
                "\u0093NUMPY\u0001\u0000\u00ff\u00ffcut",
                "\u0093NUMPY\u0002\u0000\u00ff\u00ff\u00ff\u00ffcut",
                "\u0093NUMPY\u0001\u0000\u0003\u0000{}\n",
            })
    void brokenArraysAreRefused(String array) throws IOException {
        refused("broken.npz", array.getBytes(ISO_8859_1));
    }

    @Test
    void anArrayWithFewerNumbersThanItSaysIsRefused() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (9, 9), }\n";
        String array = "\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header + "0123";
        assertThat(refused("short.npz", array.getBytes(ISO_8859_1))).hasMessageContaining("4 bytes for 81 elements");
    }

    @Test
    void sizesThatNoMachineHasAreRefused() throws IOException {
        for (String shape : new String[] {"4611686018427387904, 8", "99999999999999999999", ",,"}) {
            String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }\n";
            String array = "\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header + "01";
            refused("vast.npz", array.getBytes(ISO_8859_1));
        }
    }

    @Test
    void aFileThatUnpacksToMoreThanAnyGoldenFileIsRefused() throws IOException {
        assertThat(refused("bomb.npz", new byte[80 << 20])).hasMessageContaining("larger than");
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.npz"), "text");
        assertThatThrownBy(() -> NpzFile.read(file))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("is no npz file");
    }

    private ModelRefusedException refused(String name, byte[] array) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(array);
            zip.closeEntry();
        }
        ModelRefusedException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                ModelRefusedException.class, () -> NpzFile.read(file));
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(ModelRefusedException.Reason.MALFORMED);
        return refused;
    }
}
