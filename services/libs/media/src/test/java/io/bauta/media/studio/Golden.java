/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The clips of {@code src/test/resources/golden}. */
public final class Golden {
    private Golden() {}

    /** A clip's bytes. */
    public static byte[] clip(String name) {
        try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no golden clip " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
