/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import io.bauta.raw.RawRecord;
import java.time.Duration;

/**
 * Turns the raw records of <em>one</em> sensor into finished chunks, in order. An anonymiser implements it; the machine
 * in {@code io.bauta.raw.machine} feeds it, and does everything that has to do with Kafka, numbering, signing, time-outs
 * and restarts.
 *
 * <p><b>What comes out.</b> A lane calls {@link LaneOutput#finished} from inside any of its methods, as often as it
 * likes, chunk after chunk in order of time. Nothing else it does is seen by anyone.
 *
 * <p><b>Restart.</b> A lane may be thrown away at any moment. A new one is then opened with the state of the last
 * checkpoint that was committed and is fed again from that checkpoint's {@link Checkpoint#restart}: what it had released
 * before, it must recognise by its state and not finish a second time.
 *
 * <p><b>Errors.</b> Whatever a method throws withholds everything accepted since the last result: {@link
 * ChunkWithheldException} with its reason, {@link OutOfMemoryError} as out of memory budget, all others as internal
 * error. The lane is closed and a new one opened with the last state; it is fed from the <em>next</em> record on.
 *
 * <p><b>Threads.</b> One at a time, each call seeing the effects of the one before. {@link #close} may come from another
 * thread than the calls before it.
 */
public interface SensorLane extends AutoCloseable {

    /**
     * The sensor's next record. Numbering is checked before: no record comes twice to one lane, and a hole is announced
     * by {@link #gap}. An {@link io.bauta.raw.EndOfStream} asks the lane to finish what it holds.
     *
     * @param record not to be changed; may be kept until its chunk is finished
     * @param at where it stands, for checkpoints
     */
    void accept(RawRecord record, RawPosition at);

    /**
     * The next record does not follow the last one: records are missing, or a new epoch begins though the old one was
     * never ended. What was whole before is to be finished now, and nothing may be decoded across. Should records have
     * been lost, the machine itself states it.
     */
    void gap();

    /**
     * No record has come for a while. Called about ten times a second until one does, so that a chunk can be finished
     * though its successor never shows.
     *
     * @param quiet how long ago the last record was accepted
     */
    default void idle(Duration quiet) {}

    /** Frees what the lane holds and finishes nothing. Called once. */
    @Override
    void close();
}
