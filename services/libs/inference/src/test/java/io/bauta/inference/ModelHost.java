/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bauta.contracts.provenance.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that gives out one model by digest, and can be as bad as networks and disks are. */
final class ModelHost implements AutoCloseable {
    private final Path folder;
    private final String sha256;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int breakOffAfter = Integer.MAX_VALUE;
    private final AtomicInteger breakOffs = new AtomicInteger();
    private volatile boolean stalling;
    private volatile boolean forgetsRanges;
    private final AtomicInteger sickFor = new AtomicInteger();

    private ModelHost(Path folder, int port) throws IOException {
        this.folder = folder;
        this.sha256 = ModelFile.descriptionIn(folder).sha256();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/models/by-digest/" + sha256 + "/", this::answer);
        server.start();
    }

    static ModelHost of(Path folder) throws IOException {
        return new ModelHost(folder, 0);
    }

    /** At a port where nobody is yet. */
    static ModelHost of(Path folder, int port) throws IOException {
        return new ModelHost(folder, port);
    }

    ModelSource.Server source() {
        return new ModelSource.Server(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Hangs up in the middle of a network, so many times. */
    ModelHost breakingOffAfter(int bytes, int times) {
        breakOffAfter = bytes;
        breakOffs.set(times);
        return this;
    }

    /** Sends the beginning of a network and then nothing, but stays connected. */
    ModelHost stalling() {
        stalling = true;
        return this;
    }

    /** Gives the whole where a part is asked for, as a server may. */
    ModelHost forgettingRanges() {
        forgetsRanges = true;
        return this;
    }

    /** Answers 503 so many times. */
    ModelHost sickFor(int requests) {
        sickFor.set(requests);
        return this;
    }

    /** Every request in order: file name and, if a part was asked for, its range. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            String range = exchange.getRequestHeaders().getFirst("Range");
            asked.add(range == null ? name : name + " " + range);
            Path file = folder.resolve(name);
            if (sickFor.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!Files.exists(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                send(exchange, Files.readAllBytes(file), range, name.equals("model.onnx"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(HttpExchange exchange, byte[] whole, String range, boolean network) throws IOException {
        int from = 0;
        String tag = exchange.getRequestHeaders().getFirst("If-Range");
        if (range != null && !forgetsRanges && ('"' + Digests.sha256(whole) + '"').equals(tag)) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
        }
        if (from >= whole.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, whole.length - from);
        OutputStream out = exchange.getResponseBody();
        if (network && (breakOffs.getAndDecrement() > 0 || stalling)) {
            out.write(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + breakOffAfter)));
            out.flush();
            if (stalling) {
                awaitClosing();
            }
        } else {
            out.write(whole, from, whole.length - from);
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
