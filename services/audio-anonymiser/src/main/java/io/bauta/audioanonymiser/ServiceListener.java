/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.audioanonymiser;

import io.bauta.audioanonymiser.metrics.AudioAnonymiserMetrics;
import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.WithheldReason;
import io.bauta.raw.machine.MachineListener;
import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;

/** Counts and logs what the machine tells, and ends the process where only a new one can help. Thread-safe. */
final class ServiceListener implements MachineListener {
    private static final Logger LOG = Logger.getLogger(ServiceListener.class);
    private static final int ONLY_NEW_PROCESS_HELPS = 3;

    private final AudioAnonymiserMetrics metrics;

    ServiceListener(AudioAnonymiserMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void released(SensorId sensor, ChunkFacts facts, int bytes) {
        metrics.released(sensor, facts, bytes);
    }

    @Override
    public void withheld(SensorId sensor, WithheldReason reason, ChunkFacts facts) {
        metrics.withheld(sensor, reason, facts);
        LOG.warnf("sensor=%s withheld reason=%s start=%s", sensor, reason.label(), facts.start());
    }

    @Override
    public void unattributable(WithheldReason reason) {
        metrics.unattributable(reason);
        LOG.warnf("a raw record of no known sensor was held back, reason=%s", reason.label());
    }

    @Override
    public void running() {
        LOG.info("connected to the edge broker, lanes are fed");
    }

    @Override
    public void interrupted(String why) {
        metrics.interrupted(why);
        LOG.warnf("broke off, tries again from the last commit: %s", why);
    }

    @Override
    public void checkpointTooLarge(int characters) {
        metrics.checkpointTooLarge(characters);
        LOG.errorf(
                "checkpoints of %d characters do not fit: raise offset.metadata.max.bytes of the edge broker, or spread"
                        + " the microphones over more partitions",
                characters);
    }

    @Override
    public void fatal(String why) {
        LOG.error(why);
        Quarkus.asyncExit(ONLY_NEW_PROCESS_HELPS);
    }
}
