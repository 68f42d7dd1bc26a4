/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.site.Site;
import io.bauta.raw.lane.LaneFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Reads a raw topic, lets lanes make it anonymous, and writes chunks, statements and its own place in one Kafka
 * transaction at a time.
 *
 * <p><b>Exactly once.</b> A chunk, its statement and the checkpoint to go on from become visible together or not at all.
 * After any failure the whole of it (clients, lanes, numbering) is thrown away and built anew from the last commit: there
 * is one way to recover, the same as after {@code kill -9}.
 *
 * <p><b>Threads.</b> One reads, one writes, one per sensor works. All public methods may be called from any thread.
 */
public final class AnonymiserMachine implements AutoCloseable {
    private static final Logger LOG = System.getLogger(AnonymiserMachine.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final MachineSettings settings;
    private final LaneFactory factory;
    private final Site site;
    private final KafkaClients clients;
    private final MachineListener listener;
    private final ChunkRecords chunkRecords;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean running;
    private volatile Lanes lanes;

    /**
     * @param site names the node and each sensor's policy
     * @param signer with the node's key
     * @param lanes the anonymiser proper
     */
    public AnonymiserMachine(
            MachineSettings settings,
            Site site,
            ProvenanceSigner signer,
            LaneFactory lanes,
            KafkaClients clients,
            MachineListener listener) {
        this.settings = settings;
        this.site = site;
        this.factory = lanes;
        this.clients = clients;
        this.listener = listener;
        this.chunkRecords = new ChunkRecords(settings, site, signer);
        this.thread = Thread.ofPlatform().daemon().name(settings.service()).unstarted(this::runUntilStopped);
    }

    /** Returns at once; waits for the broker in the background. */
    public void start() {
        thread.start();
    }

    /** Whether all partitions are assigned and lanes are being fed. */
    public boolean running() {
        return running;
    }

    /** A snapshot of every sensor seen since the last (re)start. */
    public List<LaneLoad> load() {
        Lanes now = lanes;
        return now == null ? List.of() : now.load();
    }

    /** Stops within the settings' limit: what is finished is committed, what is half-done is done again next time. */
    @Override
    public void close() {
        stopping = true;
        try {
            if (!running) {
                thread.interrupt();
            }
            if (!thread.join(settings.stopLimit())) {
                thread.interrupt();
                thread.join(Duration.ofMillis(300));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runUntilStopped() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            long begun = System.nanoTime();
            try {
                runSession();
            } catch (OnlyNewProcessHelpsException e) {
                LOG.log(Level.ERROR, e.getMessage());
                listener.fatal(e.getMessage());
                return;
            } catch (Exception | Error e) {
                if (!stopping) {
                    listener.interrupted(e.getClass().getSimpleName() + ": " + e.getMessage());
                    boolean ranWell = System.nanoTime() - begun > 4 * LONGEST_PAUSE.toNanos();
                    pause = ranWell ? FIRST_PAUSE : pause;
                    sleep(pause);
                    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        }
    }

    private void runSession() throws InterruptedException {
        try (Session session = new Session(settings, site, factory, clients, chunkRecords, listener)) {
            session.begin();
            lanes = session.lanes();
            running = true;
            listener.running();
            while (!stopping) {
                session.pump();
            }
            session.finish();
        } finally {
            running = false;
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            // close() asks for the end; the loop looks at that next.
        }
    }
}
