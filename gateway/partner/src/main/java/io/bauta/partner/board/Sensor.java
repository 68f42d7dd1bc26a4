/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import io.bauta.contracts.Envelope;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import io.bauta.contracts.provenance.ProvenanceStatement.Predicate;
import io.bauta.partner.events.Event.Notice;
import io.bauta.partner.events.EventKind;
import io.bauta.partner.live.LiveChunks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is known of one sensor. Thread-safe. */
final class Sensor {
    private final SensorId id;
    private final Kind kind;
    private final int windowsKept;
    private final LiveChunks live = new LiveChunks();
    private final Latencies latencies = new Latencies();
    private final Map<String, Long> withheld = new TreeMap<>();
    private final Deque<SoundWindow> sounds = new ArrayDeque<>();
    private Instant lastSeen;
    private Instant lastMedia = Instant.MIN;
    private Instant lastStatement = Instant.MIN;
    private boolean stale;
    private String policy;
    private List<String> methods = List.of();
    private boolean weak;
    private long chunks;
    private long missing;
    private long released;
    private double leftOut;
    private long suspects;
    private long epoch = -1;
    private long sequence = -1;
    private FlowWindow flow;

    Sensor(SensorId id, Kind kind, int windowsKept, Instant now) {
        this.id = id;
        this.kind = kind;
        this.windowsKept = windowsKept;
        this.lastSeen = now;
    }

    LiveChunks live() {
        return live;
    }

    Kind kind() {
        return kind;
    }

    /** Notes an arrival; true if the sensor was stale until now. */
    synchronized boolean seen(Instant now) {
        lastSeen = now;
        boolean wasStale = stale;
        stale = false;
        return wasStale;
    }

    /** Notes a chunk of media and says how many are missing before it. */
    synchronized int chunk(Envelope envelope, Instant now) {
        lastMedia = now;
        chunks++;
        latencies.add(Duration.between(envelope.time(), now).toMillis());
        envelope.policy().ifPresent(inForce -> policy = inForce.toString());
        boolean sameRun = envelope.epoch() == epoch;
        long hole = sameRun ? Math.max(0, envelope.sequence() - sequence - 1) : 0;
        epoch = envelope.epoch();
        sequence = sameRun ? Math.max(sequence, envelope.sequence()) : envelope.sequence();
        missing += hole;
        return (int) Math.min(hole, Integer.MAX_VALUE);
    }

    /** Notes a statement and says what is new with it. */
    synchronized List<Notice> statement(Predicate predicate, Instant now) {
        lastStatement = now;
        policy = predicate.policy() == null ? policy : predicate.policy();
        if (predicate.reason() != null) {
            withheld.merge(predicate.reason(), 1L, Long::sum);
            return List.of(Notice.of(EventKind.CHUNK_WITHHELD, id, predicate.reason()));
        }
        List<Notice> news = new ArrayList<>();
        if (predicate.weak() && !(weak && methods.equals(predicate.methods()))) {
            news.add(Notice.of(EventKind.WEAK_METHOD, id, String.join(", ", predicate.methods())));
        }
        int without = Objects.requireNonNullElse(predicate.leftOut(), 0);
        if (without > 0 && leftOut == 0) {
            news.add(Notice.of(EventKind.PICTURES_LEFT_OUT, id, ""));
        }
        int suspected = Objects.requireNonNullElse(predicate.suspects(), 0);
        if (suspected > 0) {
            news.add(new Notice(EventKind.LEAK_SUSPECTED, id, suspected, ""));
        }
        leftOut = without == 0 ? 0 : (double) without / (without + Math.max(0, predicate.frames()));
        suspects += suspected;
        released++;
        methods = predicate.methods();
        weak = predicate.weak();
        return news;
    }

    synchronized void flow(FlowWindow window) {
        flow = window;
    }

    synchronized void sound(SoundWindow window) {
        sounds.addLast(window);
        if (sounds.size() > windowsKept) {
            sounds.removeFirst();
        }
    }

    synchronized List<SoundWindow> sounds() {
        return List.copyOf(sounds);
    }

    /** True once when the sensor has just become stale. */
    synchronized boolean turnsStale(Instant now, Duration staleAfter) {
        boolean turns = !stale && state(now, staleAfter) == SensorState.STALE;
        stale |= turns;
        return turns;
    }

    synchronized boolean unseenSince(Instant instant) {
        return lastSeen.isBefore(instant);
    }

    synchronized boolean is(SensorState asked, Instant now, Duration staleAfter) {
        return state(now, staleAfter) == asked;
    }

    synchronized SensorView view(Instant now, Duration staleAfter) {
        boolean camera = kind == Kind.CAMERA;
        return new SensorView(
                id.value(),
                kind,
                state(now, staleAfter),
                lastSeen,
                policy,
                methods,
                weak,
                chunks,
                missing,
                released,
                leftOut,
                suspects,
                Map.copyOf(withheld),
                latencies.figures(),
                flow == null ? null : flow.framesPerSecond(),
                flow,
                sounds.peekLast(),
                camera ? "/v1/sensors/" + id + "/live.mp4" : null);
    }

    private SensorState state(Instant now, Duration staleAfter) {
        Instant since = now.minus(staleAfter);
        if (lastMedia.isAfter(since)) {
            return SensorState.LIVE;
        }
        return lastStatement.isAfter(since) ? SensorState.SILENT : SensorState.STALE;
    }
}
