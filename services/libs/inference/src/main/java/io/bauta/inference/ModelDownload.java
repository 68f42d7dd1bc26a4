/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import io.bauta.contracts.provenance.Digests;
import io.bauta.inference.ModelRefusedException.Reason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings the files of one model into a folder; what they hold is for others to judge. A network that broke off is gone on
 * with where it ended: its entity tag is its digest, so that the parts are known to be of one file. For one thread.
 */
final class ModelDownload implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ModelDownload.class.getName());
    private static final long LARGEST_DESCRIPTION = 1 << 20;
    private static final long LARGEST_GOLDEN = 64 << 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int SERVER_ERRORS = 500;

    private final ModelSource.Server server;
    private final String sha256;
    private final Path folder;
    private final ModelStore.Patience patience;
    private final Instant deadline;
    private final HttpClient client;

    /** @param folder holds what came of an earlier attempt */
    ModelDownload(
            ModelSource.Server server, String sha256, Path folder, ModelStore.Patience patience, Instant deadline) {
        this.server = server;
        this.sha256 = sha256;
        this.folder = folder;
        this.patience = patience;
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .build();
    }

    /** @throws ModelRefusedException if the server has no such model, or does not give it in time */
    void run() throws IOException, InterruptedException {
        Instant started = Instant.now();
        bring(ModelFile.DESCRIPTION, LARGEST_DESCRIPTION);
        if (!isComplete(folder.resolve(ModelFile.NETWORK))) {
            bring(ModelFile.NETWORK, ModelFile.LARGEST_BYTES);
        }
        bring(ModelFile.GOLDEN, LARGEST_GOLDEN);
        LOG.log(
                Level.INFO,
                "model downloaded: sha256={0} bytes={1} milliseconds={2} from={3}",
                sha256,
                Files.size(folder.resolve(ModelFile.NETWORK)),
                Duration.between(started, Instant.now()).toMillis(),
                server);
    }

    private boolean isComplete(Path network) throws IOException {
        return Files.isRegularFile(network)
                && Files.size(network) <= ModelFile.LARGEST_BYTES
                && Digests.sha256(Files.readAllBytes(network)).equals(sha256);
    }

    /** Asks until all of the file is there, with growing pauses while nothing comes. */
    private void bring(String name, long most) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (!name.equals(ModelFile.NETWORK)) {
                Files.deleteIfExists(file);
            }
            long before = Files.exists(file) ? Files.size(file) : 0;
            String fault;
            try {
                if (answered(name, file, before, most)) {
                    return;
                }
                fault = "is not able to give it";
            } catch (ExecutionException e) {
                fault = "broke off or does not answer: " + e.getCause();
            } catch (TimeoutException e) {
                fault = "takes longer than " + patience.answer();
            }
            boolean progress = Files.exists(file) && Files.size(file) > before;
            if (Instant.now().plus(pause).isAfter(deadline)) {
                throw new ModelRefusedException(
                        Reason.MISSING, server + " gave no " + name + " within " + patience.whole() + "; it " + fault);
            }
            Thread.sleep(pause);
            pause = progress ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Whether the file is there now; false if it is worth another try. */
    private boolean answered(String name, Path file, long have, long most)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.file(sha256, name)).header("Accept-Encoding", "identity");
        if (have > 0) {
            LOG.log(Level.INFO, "model goes on: sha256={0} at={1} bytes", sha256, have);
            request.header("Range", "bytes=" + have + "-").header("If-Range", '"' + sha256 + '"');
        }
        var sent = client.sendAsync(request.build(), into(file, have, most));
        HttpResponse<Path> answer = within(sent);
        int status = answer.statusCode();
        if (status == OK || continues(status, answer.headers(), have)) {
            flush(file);
            return true;
        }
        if (status == RANGE_NOT_SATISFIABLE || status == PARTIAL_CONTENT) {
            Files.deleteIfExists(file);
            return false;
        }
        if (status == NOT_FOUND && name.equals(ModelFile.GOLDEN)) {
            return true;
        }
        if (status >= SERVER_ERRORS) {
            return false;
        }
        throw new ModelRefusedException(Reason.MISSING, server + " has no " + name + " of it: status " + status);
    }

    private <T> T within(CompletableFuture<T> sent) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
            return sent.get(Math.min(left, patience.answer().toMillis()), TimeUnit.MILLISECONDS);
        } finally {
            sent.cancel(true);
        }
    }

    /** A part goes behind what is there, the whole in its place, everything else nowhere. */
    private static BodyHandler<Path> into(Path file, long have, long most) {
        return BodyHandlers.limiting(
                answer -> {
                    if (answer.statusCode() == OK) {
                        return BodySubscribers.ofFile(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE);
                    }
                    return continues(answer.statusCode(), answer.headers(), have)
                            ? BodySubscribers.ofFile(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
                            : BodySubscribers.replacing(file);
                },
                most);
    }

    private static boolean continues(int status, HttpHeaders headers, long have) {
        return status == PARTIAL_CONTENT
                && headers.firstValue("Content-Range")
                        .filter(range -> range.startsWith("bytes " + have + "-"))
                        .isPresent();
    }

    /** So that what is moved into place is there after a power cut too. */
    private static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
