/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Writes images as files that 'docker load' and 'ctr images import' take. The same jars give the same bytes. */
final class ImageWriter {
    /** A number, so that Kubernetes can see that it is not root. */
    static final String USER = "10001:10001";

    private final Base base;
    private final ImageRecipe recipe;
    private final Optional<QuickStart> quickStart;
    private final Machine machine;
    private final Path cache;
    private final String version;
    private final Instant created;

    /**
     * @param quickStart what makes images start sooner, where that can be made
     * @param cache where layers are kept from one build to the next
     * @param version the tag
     * @param created what the images say of when they were made; the same for the same sources
     */
    ImageWriter(
            Base base,
            ImageRecipe recipe,
            Optional<QuickStart> quickStart,
            Machine machine,
            Path cache,
            String version,
            Instant created) {
        this.base = base;
        this.recipe = recipe;
        this.quickStart = quickStart;
        this.machine = machine;
        this.cache = cache;
        this.version = version;
        this.created = created;
    }

    /**
     * @param digest of the manifest, by which a cluster may be told to take it
     * @param bytes of the file
     */
    record Written(String name, Path file, String digest, long bytes) {}

    Written write(ServiceImage image, Path folder) throws IOException {
        Path file = folder.resolve("bauta-" + image.label() + "-" + version + "-" + machine.architecture() + ".tar");
        String name = "bauta/" + image.label() + ":" + version;
        try {
            JibContainer made = container(image).containerize(target(file, name));
            return new Written(name, file, made.getDigest().toString(), Files.size(file));
        } catch (ExecutionException
                | RegistryException
                | CacheDirectoryCreationException
                | InvalidImageReferenceException e) {
            throw new IOException("image " + image.label() + " could not be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while image " + image.label() + " was made", e);
        }
    }

    private JibContainerBuilder container(ServiceImage image) throws IOException {
        List<FileEntriesLayer> layers = recipe.layers(image);
        List<String> command = image.entrypoint();
        Optional<Folders.Entry> cache =
                quickStart.isPresent() ? quickStart.get().of(image, layers) : Optional.empty();
        if (quickStart.isPresent() && cache.isEmpty()) {
            System.err.println("bauta: " + image.label() + " gets no quick start, it could not be started here");
        }
        if (cache.isPresent()) {
            layers.add(ImageRecipe.quickStart(cache.get()));
            command = new ArrayList<>(command);
            command.addAll(1, QuickStart.flags());
        }
        JibContainerBuilder builder = base.begin()
                .setPlatforms(Set.of(new Platform(machine.architecture(), "linux")))
                .setFormat(ImageFormat.Docker)
                .setCreationTime(created)
                .setUser(USER)
                .setExposedPorts(Set.of(Port.tcp(image.port())))
                .addEnvironmentVariable("LANG", "C.UTF-8")
                // Who gathers logs of containers gathers lines.
                .addEnvironmentVariable("BAUTA_LOG_JSON", "true")
                // Threads that decode and encode each get a heap of their own from glibc otherwise, never given back.
                .addEnvironmentVariable("MALLOC_ARENA_MAX", "1")
                // A picture's memory goes back to the system when the picture goes.
                .addEnvironmentVariable("MALLOC_MMAP_THRESHOLD_", "524288")
                .addLabel("org.opencontainers.image.title", "Bauta " + image.label())
                .addLabel("org.opencontainers.image.version", version)
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
                .setEntrypoint(command)
                .setProgramArguments(List.of());
        for (FileEntriesLayer layer : layers) {
            builder.addFileEntriesLayer(layer);
        }
        return builder;
    }

    private Containerizer target(Path file, String name) throws InvalidImageReferenceException {
        return Containerizer.to(TarImage.at(file).named(name))
                .setOfflineMode(base.isHere())
                .setApplicationLayersCache(cache.resolve("layers"))
                .setBaseImageLayersCache(cache.resolve("base-layers"))
                .setToolName("bauta");
    }
}
