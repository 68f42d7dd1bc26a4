/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import io.bauta.egress.config.DoorLimits;
import io.bauta.egress.config.DoorPlan;
import io.bauta.egress.config.KafkaClients;
import io.bauta.egress.door.BrokerAwayException;
import io.bauta.egress.door.DoorState;
import io.bauta.egress.metrics.EgressMetrics;
import io.bauta.egress.outlet.ToldWay;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the door open: one thread that opens a {@link Crossing}, and another after it failed, for as long as it takes.
 * Closing waits until what is under way has arrived, but not for an uplink that is away.
 */
public final class DoorKeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DoorKeeper.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final DoorPlan plan;
    private final DoorLimits limits;
    private final KafkaClients clients;
    private final EgressMetrics metrics;
    private final ToldWay way;
    private final AtomicReference<DoorState> state = new AtomicReference<>(new DoorState.Starting(Instant.now()));
    private final Thread thread = new Thread(this::keep, "door");
    private volatile boolean stopping;

    public DoorKeeper(DoorPlan plan, DoorLimits limits, KafkaClients clients, EgressMetrics metrics, ToldWay way) {
        this.plan = plan;
        this.limits = limits;
        this.clients = clients;
        this.metrics = metrics;
        this.way = way;
    }

    public void start() {
        thread.start();
    }

    public DoorState state() {
        return state.get();
    }

    /** Whether the thread lives; it ends only by {@link #close}, or by an error of the Java machine. */
    public boolean alive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(STOP_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            try (Crossing crossing = new Crossing(plan, limits, metrics, way, () -> stopping, this::become)) {
                crossing.open(clients);
                become(new DoorState.Open(Instant.now()));
                metrics.uplink(true);
                pause = FIRST_PAUSE;
                crossing.run();
            } catch (BrokerAwayException e) {
                if (e.side() == BrokerAwayException.Side.FOG) {
                    metrics.uplink(false);
                    become(new DoorState.UplinkAway(Instant.now(), e.getMessage()));
                } else {
                    become(new DoorState.EdgeAway(Instant.now(), e.getMessage()));
                }
            } catch (InterruptedException e) {
                stopping = true;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the door failed and tries again", e);
                become(new DoorState.Failing(Instant.now(), e.toString()));
            }
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        metrics.uplink(false);
        become(new DoorState.Closed(Instant.now()));
    }

    /** Said once per change; the time of the change is kept. */
    private void become(DoorState next) {
        DoorState before = state.get();
        if (before.label().equals(next.label())) {
            return;
        }
        state.set(next);
        LOG.log(System.Logger.Level.INFO, "{0} (was {1})", describe(next), before.label());
    }

    private static String describe(DoorState state) {
        return switch (state) {
            case DoorState.UplinkAway away -> away.label() + ", records wait on the edge: " + away.detail();
            case DoorState.EdgeAway away -> away.label() + ": " + away.detail();
            case DoorState.Failing failing -> failing.label() + ": " + failing.detail();
            default -> state.label();
        };
    }

    private void rest(Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            while (!stopping && System.nanoTime() < until) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
