/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.detect;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON, one sighting a line. Lines are whole whenever it ends. */
public final class SightingWriter implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer out;
    private final boolean own;

    private SightingWriter(Writer out, boolean own) {
        this.out = out;
        this.own = own;
    }

    /** Into a file, in place of what it held; missing folders are made. @throws IOException if it cannot be written */
    public static SightingWriter to(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return new SightingWriter(Files.newBufferedWriter(file), true);
    }

    /** Onto a stream that stays open. */
    public static SightingWriter to(PrintStream stream) {
        return new SightingWriter(new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), false);
    }

    void write(Sighting sighting) throws IOException {
        out.write(JSON.writeValueAsString(sighting) + "\n");
        if (!own) {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (own) {
            out.close();
        } else {
            out.flush();
        }
    }
}
