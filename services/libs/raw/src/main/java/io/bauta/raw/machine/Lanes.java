/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.contracts.policy.AnonymisationPolicy;
import io.bauta.contracts.site.Site;
import io.bauta.raw.lane.LaneFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All seats of a session and the threads that work at them. Used by the pump's thread; {@link #load} by any.
 *
 * <p>A lane that hangs cannot be stopped from outside, least of all in native code: it is left behind with its thread and
 * replaced. Where several of one sensor hang at once, only a new process helps.
 */
final class Lanes {
    private static final Logger LOG = System.getLogger(Lanes.class.getName());
    private static final int MOST_LEFT_BEHIND = 3;
    /** An undeclared sensor costs a thread and a checkpoint; strangers must not be able to use these up. */
    private static final int MOST_UNDECLARED = 16;

    private final MachineSettings settings;
    private final Site site;
    private final LaneFactory factory;
    private final Outbox outbox;
    private final Ledger ledger;
    private final MachineListener listener;
    private final Map<SensorId, Place> places = new ConcurrentHashMap<>();
    private int undeclared;

    Lanes(
            MachineSettings settings,
            Site site,
            LaneFactory factory,
            Outbox outbox,
            Ledger ledger,
            MachineListener listener) {
        this.settings = settings;
        this.site = site;
        this.factory = factory;
        this.outbox = outbox;
        this.ledger = ledger;
        this.listener = listener;
    }

    private static final class Place {
        private final LaneSeat seat;
        private final List<Thread> leftBehind = new ArrayList<>();
        private volatile LaneWorker worker;
        private Thread thread;

        private Place(LaneSeat seat) {
            this.seat = seat;
        }
    }

    /** States the loss of what a sensor held at the last commit and retention has removed since. */
    void lost(SensorId sensor, int partition, SensorCheckpoint checkpoint, long beginning) {
        Place place = new Place(newSeat(sensor, partition));
        place.seat.withholdLostSince(checkpoint, beginning);
        places.put(sensor, place);
        work(place, 0);
    }

    void deliver(SensorId sensor, int partition, LaneQueue.Item item) {
        Place place = places.get(sensor);
        if (place == null) {
            Optional<Place> opened = seat(sensor, partition);
            if (opened.isEmpty()) {
                listener.unattributable(WithheldReason.NO_POLICY);
                return;
            }
            place = opened.get();
        }
        if (item.offset() >= place.seat.firstOffsetWanted()) {
            ledger.fed(partition, sensor, item.offset());
            place.seat.queue().add(item);
        }
    }

    private Optional<Place> seat(SensorId sensor, int partition) {
        if (site.policyOf(sensor).isEmpty() && undeclared++ >= MOST_UNDECLARED) {
            return Optional.empty();
        }
        Place place = new Place(newSeat(sensor, partition));
        ledger.committed(partition, sensor).ifPresent(place.seat::resume);
        places.put(sensor, place);
        work(place, 0);
        return Optional.of(place);
    }

    private LaneSeat newSeat(SensorId sensor, int partition) {
        return new LaneSeat(
                sensor,
                partition,
                site.policyOf(sensor),
                site.restrictedPolicyOf(sensor).map(AnonymisationPolicy::reference),
                factory,
                outbox,
                new LaneQueue(settings.queueBytes(), settings.queueRecords()));
    }

    private static void work(Place place, int generation) {
        place.worker = new LaneWorker(place.seat, generation);
        place.thread = Thread.ofPlatform()
                .daemon()
                .name("lane-" + place.seat.sensor() + "-" + generation)
                .start(place.worker);
    }

    /** Replaces every lane that has been busy with a chunk for longer than its policy allows. */
    void replaceOverdue() {
        long now = System.nanoTime();
        for (Place place : places.values()) {
            if (place.worker.isOverdue(now)) {
                LOG.log(Level.WARNING, "sensor={0} lane timed out and is replaced", place.seat.sensor());
                int generation = place.seat.replaceLane(WithheldReason.TIMED_OUT);
                place.leftBehind.removeIf(thread -> !thread.isAlive());
                place.leftBehind.add(place.thread);
                place.thread.interrupt();
                if (place.leftBehind.size() >= MOST_LEFT_BEHIND) {
                    throw new OnlyNewProcessHelpsException(
                            "lanes of sensor " + place.seat.sensor() + " hang; the process must be started anew");
                }
                work(place, generation);
            }
        }
    }

    /** Partitions that must not be read now: one of their sensors has enough waiting. */
    Set<Integer> fullPartitions(Set<Integer> pausedNow) {
        Set<Integer> full = new TreeSet<>();
        for (Place place : places.values()) {
            LaneQueue queue = place.seat.queue();
            boolean stays = pausedNow.contains(place.seat.partition()) && !queue.drained();
            if (queue.full() || stays) {
                full.add(place.seat.partition());
            }
        }
        return full;
    }

    List<LaneLoad> load() {
        return places.values().stream()
                .map(place -> new LaneLoad(
                        place.seat.sensor(),
                        place.seat.queue().waitingRecords(),
                        place.seat.queue().waitingBytes(),
                        place.worker.quietNanos() / 1_000_000,
                        place.seat.failuresInARow()))
                .sorted((one, other) -> one.sensor().compareTo(other.sensor()))
                .collect(Collectors.toUnmodifiableList());
    }

    /** Lets calls in progress end until the deadline; after it nothing of the lanes is heard any more. */
    void stop(long deadlineNanos) throws InterruptedException {
        places.values().forEach(place -> place.worker.stop());
        for (Place place : places.values()) {
            place.thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
        }
        abandon();
    }

    /** From now on nothing of the lanes is heard; each closes itself when its call in progress ends. */
    void abandon() {
        places.values().forEach(place -> {
            place.seat.replaceLane();
            place.worker.stop();
            place.thread.interrupt();
        });
    }
}
