/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image as docker load would see it: its configuration and the files of all its layers, one over the other.
 *
 * @param content by path, without a slash before it
 */
record SavedImage(JsonNode config, Map<String, byte[]> content, List<Instant> times) {
    static SavedImage read(Path file) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            entries(in, parts, new ArrayList<>());
        }
        JsonNode manifest =
                new ObjectMapper().readTree(parts.get("manifest.json")).get(0);
        Map<String, byte[]> content = new TreeMap<>();
        List<Instant> times = new ArrayList<>();
        for (JsonNode layer : manifest.path("Layers")) {
            entries(new GZIPInputStream(new ByteArrayInputStream(parts.get(layer.asText()))), content, times);
        }
        return new SavedImage(
                new ObjectMapper().readTree(parts.get(manifest.path("Config").asText())), content, times);
    }

    Set<String> files() {
        return content.keySet();
    }

    String text(String file) {
        return new String(content.get(file), UTF_8);
    }

    private static void entries(InputStream in, Map<String, byte[]> content, List<Instant> times) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            times.add(entry.getLastModifiedTime().toInstant());
            if (entry.isFile()) {
                content.put(entry.getName(), tar.readAllBytes());
            }
        }
    }
}
