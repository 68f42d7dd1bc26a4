/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A camera that sends JPEG pictures over HTTP as {@code multipart/x-mixed-replace}, in real time, from the clip's
 * beginning for every client, endlessly. Thread-safe. Closing it ends its child processes.
 */
public final class MjpegCamera implements AutoCloseable {
    private static final String PATH = "/mjpeg";

    private final List<Process> children = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("mjpeg-camera-", 0).factory());
    private final HttpServer server;
    private final Path clip;

    private MjpegCamera(Path clip) {
        this.clip = clip;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the test camera cannot start", e);
        }
        server.createContext(PATH, this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Any clip FFmpeg can read; its pictures are made into JPEG. */
    public static MjpegCamera playing(Path clip) {
        return new MjpegCamera(clip);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** Ends all pictures that are being sent; new clients are welcome. */
    public void dropConnections() {
        children.forEach(Process::destroyForcibly);
        children.clear();
    }

    @Override
    public void close() {
        dropConnections();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Process child = FfmpegProgram.piping(
                "-re",
                "-stream_loop",
                "-1",
                "-i",
                clip.toString(),
                "-an",
                "-c:v",
                "mjpeg",
                "-q:v",
                "5",
                "-f",
                "mpjpeg",
                "pipe:1");
        children.add(child);
        // the name of the boundary that FFmpeg's muxer writes
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace;boundary=ffmpeg");
        exchange.sendResponseHeaders(200, 0);
        try (InputStream pictures = child.getInputStream();
                OutputStream out = exchange.getResponseBody()) {
            byte[] buffer = new byte[16_384];
            for (int read = pictures.read(buffer); read >= 0; read = pictures.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } finally {
            child.destroyForcibly();
            children.remove(child);
        }
    }
}
