/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The ahead-of-time cache of an image (openjdk.org/jeps/483, 514, 515), with which its service starts in a quarter of the time.
 * The service is started once as the image would, by the same Java, with nobody to talk to; it notes which classes it loads, and
 * what it noted becomes the cache. One belongs to a build of Java, to a processor and to the times and sizes of the jars, which
 * is why they are laid out as in the image. The JVM itself leaves one alone that does not fit.
 */
final class QuickStart {
    /** Where it lies in the image. */
    static final String FILE = ServiceImage.HOME + "/start.aot";

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(3);

    private final Path java;
    private final String build;
    private final Path kept;

    /**
     * @param java the program that the image will run too
     * @param build which Java that is, to the last bit
     * @param kept where caches stay from one build to the next, so that the same jars give the same bytes
     */
    QuickStart(Path java, String build, Path kept) {
        this.java = java;
        this.build = build;
        this.kept = kept;
    }

    /**
     * The cache as a layer of its own.
     *
     * @param layers all others
     * @return empty if the service could not be started here, which is no fault: it starts without
     */
    Optional<Folders.Entry> of(ServiceImage image, List<FileEntriesLayer> layers) throws IOException {
        Path cache = kept.resolve(image.label() + "-" + digest(image, layers) + ".aot");
        if (!Files.exists(cache)) {
            Files.createDirectories(kept);
            forgetOthers(image);
            Path work = kept.resolve("work");
            Folders.delete(work);
            Files.createDirectory(work);
            try {
                Path made = work.resolve("start.aot");
                if (record(new Rehearsal(image, layers, work), made)) {
                    Files.move(made, cache);
                }
            } finally {
                Folders.delete(work);
            }
        }
        return Files.exists(cache) ? Optional.of(new Folders.Entry(cache, FILE)) : Optional.empty();
    }

    /** What the entry point says in addition. */
    static List<String> flags() {
        return List.of("-XX:AOTCache=" + FILE, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    private boolean record(Rehearsal rehearsal, Path cache) throws IOException {
        Path notes = cache.resolveSibling("notes");
        rehearsal.start(command(rehearsal, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + notes));
        rehearsal.awaitAnswer(STARTED_WITHIN);
        rehearsal.end(WRITTEN_WITHIN);
        if (!Files.exists(notes)) {
            return false;
        }
        Process creation = new ProcessBuilder(command(
                        rehearsal, "-XX:AOTMode=create", "-XX:AOTConfiguration=" + notes, "-XX:AOTCache=" + cache))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return creation.waitFor(WRITTEN_WITHIN.toSeconds(), TimeUnit.SECONDS) && creation.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a quick start was made", e);
        } finally {
            creation.destroyForcibly();
        }
    }

    private List<String> command(Rehearsal rehearsal, String... flags) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(flags));
        command.addAll(rehearsal.arguments());
        return command;
    }

    /** Of all that it hangs on: names, sizes and contents of what is in the image, Java, and the command. */
    private String digest(ServiceImage image, List<FileEntriesLayer> layers) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(build.getBytes(UTF_8));
            digest.update(image.entrypoint().toString().getBytes(UTF_8));
            for (FileEntriesLayer layer : layers) {
                for (FileEntry entry : layer.getEntries()) {
                    digest.update(entry.getExtractionPath().toString().getBytes(UTF_8));
                    digest.update(Files.readAllBytes(entry.getSourceFile()));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void forgetOthers(ServiceImage image) throws IOException {
        try (var files = Files.newDirectoryStream(kept, image.label() + "-*.aot")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
