/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * An RTSP camera, on loopback unless it is said otherwise (RFC 2326: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN; interleaved TCP only) that plays a file
 * endlessly in real time and can be told to misbehave. It goes on playing while nobody is connected, as cameras do.
 * Thread-safe. Closing it ends its child process and all connections.
 *
 * <pre>{@code
 * try (RtspCamera camera = RtspCamera.playing(clip)) {
 *     watch(camera.url());
 *     camera.dropConnections();
 * }
 * }</pre>
 */
public final class RtspCamera implements AutoCloseable {
    private final List<RtspSession> sessions = new CopyOnWriteArrayList<>();
    private final RtpRelay relay;
    private final InetAddress address;
    private final int port;
    private volatile ServerSocket door;
    private volatile CameraLogin login = new CameraLogin.Open();
    private volatile boolean stalled;
    private volatile boolean withoutParameterSets;

    private RtspCamera(InetAddress address, Path clip, boolean video, boolean sound) {
        this.address = address;
        try {
            door = new ServerSocket(0, 50, address);
            port = door.getLocalPort();
            relay = new RtpRelay(clip, video, sound, this::relay);
            admit(door);
        } catch (IOException e) {
            throw new UncheckedIOException("the test camera cannot start", e);
        }
    }

    /** A camera without microphone; H.264, H.265, MPEG-4 and MJPEG clips are sent as they are. */
    public static RtspCamera playing(Path clip) {
        return new RtspCamera(InetAddress.getLoopbackAddress(), clip, true, false);
    }

    /** A camera with microphone; the clip's sound should be AAC. */
    public static RtspCamera playingWithSound(Path clip) {
        return playingWithSound(clip, InetAddress.getLoopbackAddress());
    }

    /** The same, found at another address of this machine. */
    public static RtspCamera playingWithSound(Path clip, InetAddress address) {
        return new RtspCamera(address, clip, true, true);
    }

    public RtspCamera demandingBasic(String user, String password) {
        login = new CameraLogin.Basic(user, password);
        return this;
    }

    public RtspCamera demandingDigest(String user, String password) {
        login = new CameraLogin.Digest(user, password);
        return this;
    }

    /** Leaves SPS and PPS out of the session description, so that they come in-band or not at all. */
    public RtspCamera withoutParameterSets() {
        withoutParameterSets = true;
        return this;
    }

    public String url() {
        return "rtsp://" + address.getHostAddress() + ":" + port + "/street";
    }

    /** The address with a login in it, right or wrong. */
    public String url(String user, String password) {
        return "rtsp://" + user + ":" + password + "@" + address.getHostAddress() + ":" + port + "/street";
    }

    /** How many clients are being sent media. */
    public long watchers() {
        return sessions.stream().filter(RtspSession::isPlaying).count();
    }

    /** Pulls the plug of every connection; new ones are welcome. */
    public void dropConnections() {
        sessions.forEach(RtspSession::drop);
    }

    /** From now on (or no longer) new connections are refused; those that stand stay. */
    public synchronized void refuse(boolean refusing) {
        try {
            if (refusing) {
                door.close();
            } else if (door.isClosed()) {
                door = new ServerSocket(port, 50, address);
                admit(door);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections stay open, but nothing more (or again) comes over them. */
    public void stall(boolean stalling) {
        stalled = stalling;
    }

    /** Sends packets of noise among the others, half of them dressed as RTP (RFC 3550, §5.1). */
    public void sendGarbage(int packets, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < packets; i++) {
            byte[] noise = new byte[20 + random.nextInt(1200)];
            random.nextBytes(noise);
            if (i % 2 == 0) {
                noise[0] = (byte) 0x80;
                noise[1] = 96;
            }
            sessions.forEach(session -> session.send(0, noise, noise.length));
        }
    }

    /** Sends packets that hold nothing: half of them an RTP header alone, half not even that. */
    public void sendEmpty(int packets) {
        byte[] header = new byte[12];
        header[0] = (byte) 0x80;
        header[1] = 96;
        for (int i = 0; i < packets; i++) {
            int length = i % 2 == 0 ? header.length : 0;
            sessions.forEach(session -> session.send(0, header, length));
        }
    }

    @Override
    public void close() {
        refuse(true);
        dropConnections();
        relay.close();
    }

    CameraLogin login() {
        return login;
    }

    String description() {
        return SessionDescription.ofCamera(relay.description(), !withoutParameterSets);
    }

    void left(RtspSession session) {
        sessions.removeIf(Predicate.isEqual(session));
    }

    private void relay(int channel, byte[] data, int length) {
        if (!stalled) {
            sessions.forEach(session -> session.send(channel, data, length));
        }
    }

    private void admit(ServerSocket open) {
        Thread.ofPlatform().daemon().name("test-camera-" + port).start(() -> {
            while (!open.isClosed()) {
                try {
                    Socket client = open.accept();
                    RtspSession session = new RtspSession(client, this);
                    sessions.add(session);
                    Thread.ofPlatform()
                            .daemon()
                            .name("test-camera-" + port + "-client")
                            .start(session);
                } catch (IOException closed) {
                    // either the door was shut, which ends the loop, or one client failed, which ends only that client
                }
            }
        });
    }
}
