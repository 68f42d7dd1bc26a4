/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import io.bauta.egress.config.DoorLimits;
import io.bauta.egress.config.DoorPlan;
import io.bauta.egress.config.KafkaClients;
import io.bauta.egress.door.BrokerAwayException;
import io.bauta.egress.door.BrokerAwayException.Side;
import io.bauta.egress.door.DoorState;
import io.bauta.egress.door.InFlight;
import io.bauta.egress.door.Lane;
import io.bauta.egress.door.LaneCheckpoint;
import io.bauta.egress.door.Mark;
import io.bauta.egress.intake.EdgeLog.Start;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.egress.outlet.FogLog;
import io.bauta.egress.outlet.FogOutlet;
import io.bauta.egress.outlet.Quarantine;
import io.bauta.egress.outlet.ToldWay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The way between the two brokers from one opening to the next failure. Everything it must know it finds on the brokers,
 * so that there is one way to go on, after a lost connection as after a kill: read the committed position with its
 * checkpoint, look on the fog at what arrived after it, skip that, carry the rest. Belongs to one thread.
 */
final class Crossing implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STUCK = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final int MOST_SETTLING = 5;
    /** In round trips: a request waits in a queue as long as ours did, and a few more lie before it. */
    private static final int SLOWNESS = 10;

    private final DoorPlan plan;
    private final DoorLimits limits;
    private final EgressMetrics metrics;
    private final ToldWay way;
    private final BooleanSupplier stopping;
    private final java.util.function.Consumer<DoorState> states;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final InFlight inFlight;
    private EdgeLog edge;
    private FogLog fog;
    private Gatekeeper gatekeeper;
    private long nextCommit = System.nanoTime();
    private long nextProbe = System.nanoTime();

    /** @param states is told how the door stands, again and again */
    Crossing(
            DoorPlan plan,
            DoorLimits limits,
            EgressMetrics metrics,
            ToldWay way,
            BooleanSupplier stopping,
            java.util.function.Consumer<DoorState> states) {
        this.states = states;
        this.plan = plan;
        this.limits = limits;
        this.metrics = metrics;
        this.way = way;
        this.stopping = stopping;
        this.inFlight = new InFlight(limits.mostBytesInFlight());
    }

    /** @throws BrokerAwayException if one of the brokers does not answer as it should */
    void open(KafkaClients clients) throws InterruptedException {
        Consumer<byte[], byte[]> reader = closing(clients.edgeConsumer());
        edge = on(Side.EDGE, () -> new EdgeLog(reader, plan.topics(), metrics, ANSWER));
        Map<TopicPartition, Start> starts = on(Side.EDGE, () -> edge.begin(ANSWER));

        Consumer<byte[], byte[]> arrivals = closing(clients.fogConsumer());
        fog = on(Side.FOG, () -> new FogLog(arrivals, plan.topics(), ANSWER));
        Map<String, Map<String, Mark>> arrived = on(Side.FOG, () -> whatArrived(starts));
        on(Side.EDGE, () -> commitBeginnings(starts));

        Producer<byte[], byte[]> forwarder = closing(clients.fogProducer());
        Producer<byte[], byte[]> keeper = closing(clients.edgeProducer());
        gatekeeper = new Gatekeeper(
                plan.inspection(),
                new FogOutlet(forwarder, stopping, this::keepUp),
                new Quarantine(keeper),
                inFlight,
                metrics,
                way,
                arrived);
        metrics.crossingOpened();
    }

    /** Carries until the door stops; then waits a little for what is under way, and commits. */
    void run() throws InterruptedException {
        boolean complete = true;
        while (complete && !stopping.getAsBoolean()) {
            inFlight.throwIfFailed();
            if (inFlight.awaitRoom(POLL)) {
                complete = carry(on(Side.EDGE, () -> edge.poll(lanes, POLL)));
            }
            if (complete) {
                lanes.forEach((partition, lane) -> lane.readUpTo(edge.position(partition)));
            }
            keepUp();
        }
        inFlight.awaitEmpty(DRAIN);
        on(Side.EDGE, () -> {
            edge.commitNow(positions(), DRAIN);
            return true;
        });
    }

    /** Abandons what is under way: the next crossing finds out what became of it. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.getLogger(Crossing.class.getName())
                        .log(System.Logger.Level.DEBUG, "closing a connection: {0}", e.getMessage());
            }
        }
    }

    private Map<String, Map<String, Mark>> whatArrived(Map<TopicPartition, Start> starts) {
        if (starts.values().stream().anyMatch(start -> start.checkpoint().isPresent())) {
            awaitQuiet();
        }
        Map<String, Map<Integer, Long>> ends = fog.ends(ANSWER);
        Map<String, Map<Integer, Long>> from = new HashMap<>();
        starts.forEach((partition, start) -> {
            Map<Integer, Long> fogEnds = ends.get(partition.topic());
            Map<Integer, Long> known =
                    start.checkpoint().map(LaneCheckpoint::fogOffsets).orElse(fogEnds);
            Map<Integer, Long> earliest = from.computeIfAbsent(partition.topic(), topic -> new HashMap<>(fogEnds));
            fogEnds.keySet().forEach(target -> earliest.merge(target, known.getOrDefault(target, 0L), Math::min));
        });
        Map<String, Map<String, Mark>> arrived = fog.arrivedSince(from, ANSWER, stopping);
        starts.forEach((partition, start) -> lanes.put(
                partition, lane(start, ends.get(partition.topic()), !arrived.containsKey(partition.topic()))));
        return arrived;
    }

    private Lane lane(Start start, Map<Integer, Long> fogEnds, boolean nothingArrived) {
        Lane lane = new Lane(
                start.checkpoint().orElseGet(() -> LaneCheckpoint.beginning(fogEnds)),
                inFlight,
                nothingArrived ? start.offset() : start.end());
        if (start.afterHole()) {
            lane.hole();
        }
        return lane;
    }

    /**
     * Requests of the process before, killed in the middle of them, may still lie in the fog broker's queue, and nothing
     * can call them back. So this waits until no more arrives, the longer the slower the broker answers; but not for ever,
     * since other nodes' doors may be writing there.
     */
    private void awaitQuiet() {
        Map<String, Map<Integer, Long>> ends = fog.ends(ANSWER);
        for (int round = 0; round < MOST_SETTLING && !stopping.getAsBoolean(); round++) {
            long asked = System.nanoTime();
            fog.ends(ANSWER);
            Duration slowness = Duration.ofNanos(SLOWNESS * (System.nanoTime() - asked));
            pause(slowness.compareTo(limits.settle()) > 0 ? slowness : limits.settle());
            Map<String, Map<Integer, Long>> now = fog.ends(ANSWER);
            if (now.equals(ends)) {
                return;
            }
            ends = now;
        }
    }

    /** Before the first record is sent, so that a position without a commit means that nothing was. */
    private boolean commitBeginnings(Map<TopicPartition, Start> starts) {
        Map<TopicPartition, Lane.Position> beginnings = new HashMap<>();
        starts.forEach((partition, start) -> {
            if (start.checkpoint().isEmpty()) {
                lanes.get(partition).readUpTo(start.offset());
                lanes.get(partition).position().ifPresent(position -> beginnings.put(partition, position));
            }
        });
        edge.commitNow(beginnings, ANSWER);
        return true;
    }

    /** One after the other, each as soon as there is room; false if the door is stopping and not all were taken. */
    private boolean carry(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            while (!inFlight.awaitRoom(POLL)) {
                keepUp();
                if (stopping.getAsBoolean()) {
                    return false;
                }
            }
            Lane lane = lanes.get(new TopicPartition(record.topic(), record.partition()));
            if (!gatekeeper.carry(record, lane)) {
                return false;
            }
        }
        return true;
    }

    /** What must go on while the fog takes nothing. */
    private void keepUp() {
        inFlight.throwIfFailed();
        gatekeeper.quarantineWhatTheFogRefused();
        metrics.inFlight(inFlight.bytes());
        commitIfDue();
        probeIfDue();
    }

    private void commitIfDue() {
        if (System.nanoTime() - nextCommit >= 0) {
            nextCommit = System.nanoTime() + limits.commitEvery().toNanos();
            edge.commit(positions());
        }
    }

    private Map<TopicPartition, Lane.Position> positions() {
        Map<TopicPartition, Lane.Position> positions = new HashMap<>();
        lanes.forEach((partition, lane) -> lane.position().ifPresent(position -> positions.put(partition, position)));
        return positions;
    }

    private void probeIfDue() {
        if (System.nanoTime() - nextProbe < 0) {
            return;
        }
        nextProbe = System.nanoTime() + limits.probeEvery().toNanos();
        Optional<String> edgeSilent = silence(() -> metrics.lag(edge.lag(lanes, PROBE)));
        Optional<String> fogSilent = silence(() -> {
            Map<String, Map<Integer, Long>> ends = fog.ends(PROBE);
            lanes.forEach((partition, lane) -> lane.fogEndsAt(ends.get(partition.topic())));
        });
        boolean stuck = inFlight.stuckFor().compareTo(STUCK) > 0;
        metrics.uplink(fogSilent.isEmpty() && !stuck);
        if (fogSilent.isPresent() || stuck) {
            states.accept(new DoorState.UplinkAway(Instant.now(), fogSilent.orElse("no acknowledgement")));
        } else if (edgeSilent.isPresent()) {
            states.accept(new DoorState.EdgeAway(Instant.now(), edgeSilent.get()));
        } else {
            states.accept(new DoorState.Open(Instant.now()));
        }
    }

    private static Optional<String> silence(Runnable question) {
        try {
            question.run();
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        try {
            while (!stopping.getAsBoolean() && System.nanoTime() < until) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T on(Side side, Supplier<T> step) {
        try {
            return step.get();
        } catch (KafkaException e) {
            throw new BrokerAwayException(side, e);
        }
    }

    private Consumer<byte[], byte[]> closing(Consumer<byte[], byte[]> consumer) {
        open.push(() -> consumer.close(CloseOptions.timeout(Duration.ZERO)));
        return consumer;
    }

    private Producer<byte[], byte[]> closing(Producer<byte[], byte[]> producer) {
        open.push(() -> producer.close(Duration.ZERO));
        return producer;
    }
}
