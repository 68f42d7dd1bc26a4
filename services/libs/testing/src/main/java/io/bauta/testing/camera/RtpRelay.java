/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child FFmpeg that plays a file endlessly in real time as RTP to loopback ports, and the threads that hand its packets
 * on. Like a real camera it goes on whether somebody watches or not. Owned by one {@link RtspCamera}.
 */
final class RtpRelay implements AutoCloseable {
    private static final long START_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Takes packets; {@code channel} is 2 × track for RTP and one more for RTCP. */
    interface Listener {
        void packet(int channel, byte[] data, int length);
    }

    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final Path folder;
    private final Process child;
    private final String description;

    RtpRelay(Path clip, boolean video, boolean sound, Listener listener) throws IOException {
        folder = Files.createTempDirectory("bauta-camera");
        Path sdp = folder.resolve("camera.sdp");
        List<String> arguments = new ArrayList<>(List.of("-re", "-stream_loop", "-1", "-i", clip.toString()));
        if (video) {
            arguments.addAll(output("0:v:0", listener));
        }
        if (sound) {
            arguments.addAll(output("0:a:0", listener));
        }
        arguments.addAll(List.of("-sdp_file", sdp.toString()));
        child = FfmpegProgram.start(
                ProcessBuilder.Redirect.to(folder.resolve("said.txt").toFile()), arguments.toArray(String[]::new));
        description = awaitDescription(sdp);
    }

    /** What the child says about its streams (SDP, RFC 4566). */
    String description() {
        return description;
    }

    private List<String> output(String map, Listener listener) throws SocketException {
        int port = bindPair(listener);
        return List.of("-map", map, "-c", "copy", "-f", "rtp", "rtp://127.0.0.1:" + port + "?pkt_size=1400");
    }

    /** RTP goes to an even port and RTCP to the next (RFC 3550, §11). */
    private int bindPair(Listener listener) throws SocketException {
        for (int attempt = 0; attempt < 50; attempt++) {
            DatagramSocket rtp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = rtp.getLocalPort();
            try {
                if (port % 2 == 0) {
                    DatagramSocket rtcp =
                            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + 1));
                    listen(rtp, sockets.size(), listener);
                    listen(rtcp, sockets.size(), listener);
                    return port;
                }
            } catch (SocketException taken) {
                // the neighbour is somebody else's: try another pair
            }
            rtp.close();
        }
        throw new SocketException("no free pair of UDP ports on loopback");
    }

    private void listen(DatagramSocket socket, int channel, Listener listener) throws SocketException {
        socket.setReceiveBufferSize(4 << 20);
        sockets.add(socket);
        Thread.ofPlatform().daemon().name("test-camera-rtp-" + channel).start(() -> {
            byte[] buffer = new byte[65_536];
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            while (!socket.isClosed()) {
                try {
                    packet.setLength(buffer.length);
                    socket.receive(packet);
                    listener.packet(channel, Arrays.copyOf(buffer, packet.getLength()), packet.getLength());
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private String awaitDescription(Path sdp) throws IOException {
        long limit = System.nanoTime() + START_LIMIT_NANOS;
        while (System.nanoTime() - limit < 0 && child.isAlive()) {
            String text = Files.exists(sdp) ? Files.readString(sdp) : "";
            if (text.contains("a=rtpmap") || text.contains("RTP/AVP 26")) {
                return text;
            }
            try {
                child.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        String said = Files.readString(folder.resolve("said.txt"));
        close();
        throw new IOException("the test camera's ffmpeg did not begin to play: " + said);
    }

    @Override
    public void close() {
        child.destroyForcibly();
        sockets.forEach(DatagramSocket::close);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
