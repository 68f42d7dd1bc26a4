/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client of a test camera: answers its requests on a thread of its own, media are interleaved into the connection. */
final class RtspSession implements Runnable {
    private static final Pattern TRACK = Pattern.compile("trackID=(\\d+)");
    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d+)");

    private final Socket socket;
    private final RtspCamera camera;
    private final OutputStream out;
    private final Map<Integer, Integer> clientChannels = new ConcurrentHashMap<>();
    private volatile boolean playing;

    RtspSession(Socket socket, RtspCamera camera) throws IOException {
        this.socket = socket;
        this.camera = camera;
        this.out = socket.getOutputStream();
    }

    @Override
    public void run() {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (!socket.isClosed()) {
                answer(RtspRequest.read(in));
            }
        } catch (IOException gone) {
            // the client hung up or the test dropped it: nothing is left to do
        } finally {
            playing = false;
            camera.left(this);
        }
    }

    boolean isPlaying() {
        return playing;
    }

    /** Sends one packet, framed as RFC 2326 §10.12 says. */
    void send(int channel, byte[] data, int length) {
        Integer wanted = clientChannels.get(channel);
        if (!playing || wanted == null) {
            return;
        }
        byte[] frame = new byte[length + 4];
        frame[0] = '$';
        frame[1] = wanted.byteValue();
        frame[2] = (byte) (length >> 8);
        frame[3] = (byte) length;
        System.arraycopy(data, 0, frame, 4, length);
        try {
            write(frame);
        } catch (IOException gone) {
            drop();
        }
    }

    void drop() {
        playing = false;
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    private void answer(RtspRequest request) throws IOException {
        if (!request.method().equals("OPTIONS") && !camera.login().admits(request)) {
            respond(
                    request,
                    "401 Unauthorized",
                    Map.of("WWW-Authenticate", camera.login().challenge()),
                    "");
            return;
        }
        switch (request.method()) {
            case "OPTIONS" ->
                respond(request, "200 OK", Map.of("Public", "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN"), "");
            case "DESCRIBE" ->
                respond(request, "200 OK", Map.of("Content-Type", "application/sdp"), camera.description());
            case "SETUP" -> setUp(request);
            case "PLAY" -> {
                respond(request, "200 OK", Map.of("Session", "1", "Range", "npt=0-"), "");
                playing = true;
            }
            case "TEARDOWN" -> {
                respond(request, "200 OK", Map.of("Session", "1"), "");
                drop();
            }
            default -> respond(request, "200 OK", Map.of("Session", "1"), "");
        }
    }

    private void setUp(RtspRequest request) throws IOException {
        Matcher track = TRACK.matcher(request.uri());
        Matcher channel = INTERLEAVED.matcher(request.header("Transport").orElse(""));
        if (!track.find() || !channel.find()) {
            respond(request, "461 Unsupported Transport", Map.of(), "");
            return;
        }
        int camerasChannel = 2 * Integer.parseInt(track.group(1));
        int clientsChannel = Integer.parseInt(channel.group(1));
        clientChannels.put(camerasChannel, clientsChannel);
        clientChannels.put(camerasChannel + 1, clientsChannel + 1);
        String transport = "RTP/AVP/TCP;unicast;interleaved=" + clientsChannel + "-" + (clientsChannel + 1);
        respond(request, "200 OK", Map.of("Transport", transport, "Session", "1"), "");
    }

    private void respond(RtspRequest request, String status, Map<String, String> headers, String body)
            throws IOException {
        StringBuilder text = new StringBuilder("RTSP/1.0 " + status + "\r\n");
        text.append("CSeq: ").append(request.header("CSeq").orElse("0")).append("\r\n");
        new TreeMap<>(headers)
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Base: ").append(request.uri()).append("/\r\n");
            text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
        }
        write((text + "\r\n" + body).getBytes(UTF_8));
    }

    private void write(byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }
}
