/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.street;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.Topic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cameras and a microphone at work: writes a chunk of each every half second until closed. Thread-safe. */
public final class LiveStreet implements AutoCloseable {
    private static final SensorId MICROPHONE = new SensorId("mic-market");
    private static final double[] LEVELS = {-52, -47, -41, -33, -28, -36, -44, -30, -24, -38};
    /** Above the level from which the gateway tells of a peak. */
    private static final double HONK_DBFS = -3;

    private final Upstream upstream;
    private final Map<SensorId, Camera> cameras = new TreeMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private int tick;

    private record Camera(DrawnCamera drawn, boolean weak) {}

    public LiveStreet(String bootstrapServers) {
        upstream = new Upstream(bootstrapServers);
    }

    /** Sets up a camera; a weak one also has a chunk withheld now and then. */
    public synchronized LiveStreet camera(String id, int width, int height, int hue, boolean weak) {
        cameras.put(new SensorId(id), new Camera(new DrawnCamera(width, height, hue), weak));
        return this;
    }

    public LiveStreet start() {
        var unused = clock.scheduleAtFixedRate(this::chunk, 0, DrawnCamera.CHUNK_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /** Drops the next chunks of a camera on the way. */
    public synchronized void lose(String id, int chunks) {
        for (int i = 0; i < chunks; i++) {
            var unused = cameras.get(new SensorId(id)).drawn().next();
        }
        upstream.lose(Topic.ANON_VIDEO, new SensorId(id), chunks);
    }

    /** A camera whose clock begins at 0 again, with another picture size. */
    public synchronized void beginAnew(String id, int width, int height) {
        Camera old = cameras.put(new SensorId(id), new Camera(new DrawnCamera(width, height, 200), false));
        old.drawn().close();
    }

    private synchronized void chunk() {
        if (clock.isShutdown()) {
            return;
        }
        Instant captured = Instant.now().minusMillis(DrawnCamera.CHUNK_MILLIS);
        cameras.forEach((id, camera) -> {
            upstream.released(Topic.ANON_VIDEO, id, captured, camera.drawn().next(), camera.weak());
            if (camera.weak() && tick % 24 == 9) {
                upstream.withheld(Topic.ANON_VIDEO, id, "undecodable");
            }
        });
        upstream.released(Topic.ANON_AUDIO, MICROPHONE, captured, new byte[] {1}, false);
        if (tick++ % 2 == 0) {
            Instant second = captured.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
            cameras.keySet().forEach(id -> upstream.flow(id, second, 0.02 + 0.015 * Math.sin(tick / 3.0)));
            double level = LEVELS[tick / 2 % LEVELS.length];
            boolean honks = tick % 20 == 1;
            upstream.sound(MICROPHONE, second, level, honks ? HONK_DBFS : level + 9);
        }
    }

    /** Stops writing; a chunk that is under way is finished first. */
    @Override
    public void close() {
        clock.shutdown();
        synchronized (this) {
            cameras.values().forEach(camera -> camera.drawn().close());
            cameras.clear();
            upstream.close();
        }
    }
}
