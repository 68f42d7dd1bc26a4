/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import java.io.IOException;
import java.nio.file.Path;

/** What an image stands on. */
sealed interface Base {
    /** Where the build begins. */
    JibContainerBuilder begin() throws IOException;

    /** Whether its name and content are on this machine. */
    default boolean isHere() {
        return true;
    }

    /**
     * Cut out of this machine's JDK.
     *
     * @param cut what was cut
     * @param work a folder for what the layer needs beside
     */
    record OfThisMachine(JavaBase cut, Path work) implements Base {
        @Override
        public JibContainerBuilder begin() throws IOException {
            return Jib.fromScratch()
                    .addEnvironmentVariable("PATH", "/" + JavaBase.JAVA + "/bin")
                    .addEnvironmentVariable("JAVA_HOME", "/" + JavaBase.JAVA)
                    .addFileEntriesLayer(ImageRecipe.base(cut, work.resolve("empty")));
        }
    }

    /** An image saved as a file, as docker save writes it; it has a Java 25 on its PATH. */
    record Saved(Path file) implements Base {
        @Override
        public JibContainerBuilder begin() throws IOException {
            try {
                return Jib.from(TarImage.at(file).named("base"));
            } catch (InvalidImageReferenceException e) {
                throw new IOException(e);
            }
        }
    }

    /** An image in a registry; it has a Java 25 on its PATH. */
    record InRegistry(String reference) implements Base {
        @Override
        public JibContainerBuilder begin() throws IOException {
            try {
                return Jib.from(RegistryImage.named(reference));
            } catch (InvalidImageReferenceException e) {
                throw new IOException(e);
            }
        }

        @Override
        public boolean isHere() {
            return false;
        }
    }

    /**
     * As the command line has it: {@code jdk}, a file's path that ends in .tar, or a name with digest.
     *
     * @throws IllegalArgumentException for a name without: what it stands for changes from one day to the next
     */
    static Base named(String text, Path kept) throws IOException {
        if (text.equals("jdk")) {
            return new OfThisMachine(JavaBase.in(kept.resolve("base")), kept);
        }
        if (text.endsWith(".tar")) {
            return new Saved(Path.of(text));
        }
        if (!text.matches(".+@sha256:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a base from a registry is taken by its digest only: give it as"
                    + " NAME@sha256:…, which 'docker buildx imagetools inspect " + text + "' prints, a .tar, or jdk");
        }
        return new InRegistry(text);
    }
}
