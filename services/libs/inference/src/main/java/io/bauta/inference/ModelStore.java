/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import io.bauta.inference.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gets models by the digest that was approved, and keeps what it has downloaded, so that the next start needs no server.
 *
 * <pre>{@code
 * ModelStore store = new ModelStore(cache, List.of(new ModelSource.Server(address)));
 * InferenceSession session = InferenceSession.open(store.model(approvedSha256));
 * }</pre>
 *
 * <p>A copy on disk is used without asking anybody; one that was spoilt is thrown away. A download that breaks off goes on
 * where it ended, in this process or the next; nothing is taken for a model before all of it has the digest. A server that
 * is not up yet is waited for. Thread-safe; processes may share a cache.
 */
public final class ModelStore {
    private static final Logger LOG = System.getLogger(ModelStore.class.getName());
    private static final int DIGEST_DIGITS = 64;
    private static final Duration BETWEEN_LOCKS = Duration.ofMillis(100);

    private final Path cache;
    private final List<ModelSource> sources;
    private final Patience patience;

    /**
     * How long is waited.
     *
     * @param connect for a connection
     * @param answer for one answer, all of it; what has come by then is kept
     * @param whole for one model from one source, servers that are not up yet included
     */
    public record Patience(Duration connect, Duration answer, Duration whole) {
        /** Enough for the largest model over a slow line, and for a server that starts at the same moment. */
        public static Patience usual() {
            return new Patience(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
    }

    /**
     * @param cache made if it is not there; one folder a model, named after its digest
     * @param sources asked in this order; none if only what is on disk may be used
     */
    public ModelStore(Path cache, List<ModelSource> sources) {
        this(cache, sources, Patience.usual());
    }

    public ModelStore(Path cache, List<ModelSource> sources, Patience patience) {
        this.cache = cache;
        this.sources = List.copyOf(sources);
        this.patience = patience;
    }

    /**
     * The model with this digest. Blocks while it is downloaded.
     *
     * @param approvedSha256 64 hexadecimal digits
     * @throws ModelRefusedException if it is not to be had, naming what was tried
     */
    public ModelFile model(String approvedSha256) {
        String sha256 = approvedSha256.toLowerCase(Locale.ROOT);
        if (!sha256.matches("[0-9a-f]{" + DIGEST_DIGITS + "}")) {
            // It becomes a name on disk.
            throw new IllegalArgumentException("a digest is " + DIGEST_DIGITS + " hexadecimal digits");
        }
        List<ModelRefusedException> faults = new ArrayList<>();
        Optional<ModelFile> kept = kept(sha256);
        for (ModelSource source : sources) {
            if (kept.isEmpty()) {
                try {
                    kept = Optional.of(from(source, sha256));
                } catch (ModelRefusedException e) {
                    LOG.log(Level.WARNING, "model not had: sha256={0} from={1}: {2}", sha256, source, e.getMessage());
                    faults.add(e);
                }
            }
        }
        return kept.orElseThrow(() -> refused(sha256, faults));
    }

    private ModelRefusedException refused(String sha256, List<ModelRefusedException> faults) {
        StringBuilder message =
                new StringBuilder("model sha256:" + sha256 + " is not to be had: " + cache + " keeps none");
        faults.forEach(fault -> message.append("; ").append(fault.getMessage()));
        boolean wrong = faults.stream().anyMatch(fault -> fault.reason() == Reason.WRONG_DIGEST);
        return new ModelRefusedException(wrong ? Reason.WRONG_DIGEST : Reason.MISSING, message.toString());
    }

    private Path place(String sha256) {
        return cache.resolve(sha256);
    }

    private Optional<ModelFile> kept(String sha256) {
        Path place = place(sha256);
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ModelFile.exported(place, sha256));
        } catch (ModelRefusedException e) {
            LOG.log(Level.WARNING, "copy of a model thrown away: {0}", e.getMessage());
            deleteTree(place);
            return Optional.empty();
        }
    }

    private ModelFile from(ModelSource source, String sha256) {
        return switch (source) {
            case ModelSource.Folder folder -> fromFolder(folder, sha256);
            case ModelSource.Server server -> fromServer(server, sha256);
        };
    }

    private static ModelFile fromFolder(ModelSource.Folder source, String sha256) {
        try (Stream<Path> folders = Files.list(source.exported())) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                if (describes(folder, sha256)) {
                    return ModelFile.exported(folder, sha256);
                }
            }
        } catch (IOException e) {
            throw new ModelRefusedException(Reason.MISSING, source + " cannot be read: " + e, e);
        }
        throw new ModelRefusedException(Reason.MISSING, source + " holds none of this digest");
    }

    /** Folders of other things, and of models that are spoilt, are no fault of the one that is looked for. */
    private static boolean describes(Path folder, String sha256) {
        try {
            return ModelFile.descriptionIn(folder).sha256().equals(sha256);
        } catch (ModelRefusedException other) {
            return false;
        }
    }

    private ModelFile fromServer(ModelSource.Server server, String sha256) {
        Instant deadline = Instant.now().plus(patience.whole());
        try {
            Files.createDirectories(cache);
            try (FileChannel lock = FileChannel.open(
                    cache.resolve(sha256 + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                awaitTurn(lock, deadline);
                Optional<ModelFile> byAnother = kept(sha256);
                return byAnother.isPresent() ? byAnother.get() : download(server, sha256, deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelRefusedException(Reason.MISSING, server + ": interrupted while waiting for it", e);
        } catch (IOException e) {
            throw new ModelRefusedException(Reason.MISSING, cache + " cannot be written: " + e, e);
        }
    }

    /** Until the file is closed nobody else, in this process or another, downloads the same model into this cache. */
    private static void awaitTurn(FileChannel lock, Instant deadline) throws IOException, InterruptedException {
        while (!locked(lock)) {
            if (Instant.now().isAfter(deadline)) {
                throw new ModelRefusedException(
                        Reason.MISSING, "somebody else downloads it and does not come to an end");
            }
            Thread.sleep(BETWEEN_LOCKS);
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException byAnotherThread) {
            return false;
        }
    }

    private ModelFile download(ModelSource.Server server, String sha256, Instant deadline)
            throws IOException, InterruptedException {
        Path partial = cache.resolve(sha256 + ".partial");
        boolean resumed = Files.isDirectory(partial);
        Files.createDirectories(partial);
        try (ModelDownload download = new ModelDownload(server, sha256, partial, patience, deadline)) {
            download.run();
            ModelFile.exported(partial, sha256);
        } catch (ModelRefusedException e) {
            if (e.reason() == Reason.MISSING) {
                throw e;
            }
            deleteTree(partial);
            if (!resumed) {
                throw new ModelRefusedException(e.reason(), server + " gave something else: " + e.getMessage(), e);
            }
            return download(server, sha256, deadline);
        }
        Files.move(partial, place(sha256), StandardCopyOption.ATOMIC_MOVE);
        return ModelFile.exported(place(sha256), sha256);
    }

    private static void deleteTree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
