/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import java.util.List;

/** Several listeners as one. */
record ListenerChain(List<MachineListener> listeners) implements MachineListener {

    @Override
    public void released(SensorId sensor, Level level, ChunkFacts facts, int bytes) {
        listeners.forEach(listener -> listener.released(sensor, level, facts, bytes));
    }

    @Override
    public void withheld(SensorId sensor, Level level, WithheldReason reason, ChunkFacts facts) {
        listeners.forEach(listener -> listener.withheld(sensor, level, reason, facts));
    }

    @Override
    public void unattributable(WithheldReason reason) {
        listeners.forEach(listener -> listener.unattributable(reason));
    }

    @Override
    public void running() {
        listeners.forEach(MachineListener::running);
    }

    @Override
    public void interrupted(String why) {
        listeners.forEach(listener -> listener.interrupted(why));
    }

    @Override
    public void checkpointTooLarge(int characters) {
        listeners.forEach(listener -> listener.checkpointTooLarge(characters));
    }

    @Override
    public void fatal(String why) {
        listeners.forEach(listener -> listener.fatal(why));
    }
}
