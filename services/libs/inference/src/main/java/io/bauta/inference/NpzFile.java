/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import io.bauta.inference.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads what {@code numpy.savez} and {@code savez_compressed} write, as far as tensors need it: little-endian arrays of
 * {@link ElementType}, last dimension innermost. The format is NumPy's, "numpy.lib.format", versions 1 to 3.
 */
final class NpzFile {
    /** Golden tensors are committed files; what is larger than this when unpacked is no golden file. */
    private static final int LARGEST_BYTES = 64 << 20;

    /** Digits; what is longer fits no file. */
    private static final int LONGEST_SIZE = 10;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([^']+)', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\),? *\\}\\s*");

    private NpzFile() {}

    /**
     * An array of an npz file.
     *
     * @param sizes outermost first; empty for a single number
     * @param data little-endian, position 0, read-only
     */
    record Array(ElementType type, long[] sizes, ByteBuffer data) {
        /** A new view in the file's order. */
        ByteBuffer bytes() {
            return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** @throws ModelRefusedException if the file is missing or holds anything else than such arrays */
    static Map<String, Array> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelRefusedException(Reason.MISSING, "golden file " + file + " is not there");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, Array> arrays = new LinkedHashMap<>();
            int room = LARGEST_BYTES;
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] bytes;
                try (InputStream in = zip.getInputStream(entry)) {
                    bytes = in.readNBytes(room + 1);
                }
                room -= bytes.length;
                if (room < 0) {
                    throw malformed(file, "is larger than " + LARGEST_BYTES + " bytes");
                }
                arrays.put(entry.getName().replaceFirst("\\.npy$", ""), array(file, entry.getName(), bytes));
            }
            return arrays;
        } catch (IOException e) {
            throw new ModelRefusedException(Reason.MALFORMED, "golden file " + file + " is no npz file: " + e, e);
        }
    }

    private static Array array(Path file, String entry, byte[] bytes) {
        if (bytes.length < 12 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw malformed(file, "holds " + entry + ", which is no npy array");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean longHeader = bytes[6] > 1;
        int start = longHeader ? 12 : 10;
        int length = longHeader ? in.getInt(8) : in.getShort(8) & 0xFFFF;
        if (length < 0 || length > bytes.length - start) {
            throw malformed(file, "holds " + entry + ", which is cut off");
        }
        Matcher header = HEADER.matcher(new String(bytes, start, length, StandardCharsets.UTF_8));
        if (!header.matches()) {
            throw malformed(file, "holds " + entry + ", whose header is none of a plain array");
        }
        ElementType type = ElementType.ofNumpy(header.group(1))
                .orElseThrow(() -> malformed(
                        file,
                        "holds " + entry + " of type " + header.group(1)
                                + ", and only little-endian float32, uint8, int8, int32 and int64 are read"));
        long[] sizes = sizes(header.group(3));
        if (header.group(2).equals("True") && sizes.length > 1) {
            throw malformed(file, "holds " + entry + " with the first dimension innermost");
        }
        ByteBuffer data = in.position(start + length).slice().asReadOnlyBuffer();
        long elements = elements(sizes);
        if (elements < 0 || elements * type.bytes() != data.remaining()) {
            throw malformed(
                    file, "holds " + entry + " with " + data.remaining() + " bytes for " + elements + " elements");
        }
        return new Array(type, sizes, data);
    }

    private static long[] sizes(String tuple) {
        List<String> parts =
                new ArrayList<>(Arrays.asList(tuple.replace(" ", "").split(",", -1)));
        parts.removeIf(String::isEmpty);
        return parts.stream()
                .mapToLong(part -> part.length() > LONGEST_SIZE ? Long.MAX_VALUE : Long.parseLong(part))
                .toArray();
    }

    /** -1 for more than any file holds. */
    private static long elements(long[] sizes) {
        long elements = 1;
        for (long size : sizes) {
            elements = size <= LARGEST_BYTES && elements >= 0 ? elements * size : -1;
            elements = elements <= LARGEST_BYTES ? elements : -1;
        }
        return elements;
    }

    private static ModelRefusedException malformed(Path file, String fault) {
        return new ModelRefusedException(Reason.MALFORMED, "golden file " + file + " " + fault);
    }
}
