/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.provenance.ProvenanceSigner;
import io.bauta.contracts.site.Site;
import io.bauta.raw.lane.LaneFactory;
import java.util.List;

/**
 * Reads a raw topic, lets lanes make it anonymous, and writes chunks, statements and its own place in one Kafka
 * transaction at a time.
 */
public final class AnonymiserMachine implements AutoCloseable {

    public AnonymiserMachine(
            MachineSettings settings,
            Site site,
            ProvenanceSigner signer,
            LaneFactory lanes,
            KafkaClients clients,
            MachineListener listener) {
        throw new UnsupportedOperationException("follows");
    }

    /** Returns at once; waits for the broker in the background. */
    public void start() {}

    /** Whether all partitions are assigned and lanes are being fed. */
    public boolean running() {
        return false;
    }

    /** A snapshot of every sensor seen since the start. */
    public List<LaneLoad> load() {
        return List.of();
    }

    /** Stops within the settings' limit: what is finished is committed, what is half-done is done again next time. */
    @Override
    public void close() {}
}
