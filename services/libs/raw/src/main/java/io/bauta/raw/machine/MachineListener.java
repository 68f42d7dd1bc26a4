/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.machine;

import io.bauta.contracts.SensorId;
import io.bauta.contracts.outcome.ChunkFacts;
import io.bauta.contracts.outcome.Level;
import io.bauta.contracts.outcome.WithheldReason;
import java.util.List;

/**
 * What a machine tells about itself, for metrics, health and the process's end. Called from the machine's own threads;
 * must return at once and must not throw.
 */
public interface MachineListener {

    /** A chunk is on the anon topic of a level, committed. */
    default void released(SensorId sensor, Level level, ChunkFacts facts, int bytes) {
        if (level == Level.PUBLIC) {
            released(sensor, facts, bytes);
        }
    }

    /** The same, for those who care for what all may see. */
    default void released(SensorId sensor, ChunkFacts facts, int bytes) {}

    /** A chunk was withheld from a level and that is stated, committed. */
    default void withheld(SensorId sensor, Level level, WithheldReason reason, ChunkFacts facts) {
        if (level == Level.PUBLIC) {
            withheld(sensor, reason, facts);
        }
    }

    /** The same, for those who care for what all may see. */
    default void withheld(SensorId sensor, WithheldReason reason, ChunkFacts facts) {}

    /** A record that belongs to no sensor that could be named; counted here only. */
    default void unattributable(WithheldReason reason) {}

    /** Connected, all partitions assigned, checkpoints read. */
    default void running() {}

    /** Not running now; it will be tried again. {@code why} is fit for a log and shows no media. */
    default void interrupted(String why) {}

    /** Checkpoints no longer fit into the broker's {@code offset.metadata.max.bytes}: nothing is released until they do. */
    default void checkpointTooLarge(int characters) {}

    /** Only a new process can help: another instance has taken over, or lanes hang for good. */
    default void fatal(String why) {}

    /** Tells each of them, in order. */
    static MachineListener all(MachineListener... listeners) {
        return new ListenerChain(List.of(listeners));
    }
}
