/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.street.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A truth file: JSON lines, the first a {@link SceneTruth}, then one {@link FrameTruth} a frame. It grows under another
 * name and takes its own in {@link #finish} only. Not thread-safe.
 */
public final class TruthFile implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path target;
    private final Path growing;
    private final BufferedWriter lines;

    private TruthFile(Path target, Path growing, BufferedWriter lines) {
        this.target = target;
        this.growing = growing;
        this.lines = lines;
    }

    public static TruthFile create(Path target, SceneTruth scene) throws IOException {
        Path growing = target.resolveSibling("." + target.getFileName() + ".part");
        TruthFile file = new TruthFile(target, growing, Files.newBufferedWriter(growing, StandardCharsets.UTF_8));
        file.line(scene);
        return file;
    }

    public void write(FrameTruth frame) throws IOException {
        line(frame);
    }

    /** Completes the file and gives it its name. */
    public void finish() throws IOException {
        lines.close();
        Files.move(growing, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What was not finished is deleted. */
    @Override
    public void close() throws IOException {
        lines.close();
        Files.deleteIfExists(growing);
    }

    /** The first line of a truth file. */
    public static SceneTruth scene(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return JSON.readValue(lines.findFirst().orElseThrow(), SceneTruth.class);
        }
    }

    /** All frames of a truth file, in order. */
    public static List<FrameTruth> frames(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return JSON.readerFor(FrameTruth.class)
                .<FrameTruth>readValues(String.join("\n", lines.subList(1, lines.size())))
                .readAll();
    }

    private void line(Object value) throws IOException {
        lines.write(JSON.writeValueAsString(value));
        lines.newLine();
    }
}
