/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import io.bauta.contracts.analytics.FlowWindow;
import io.bauta.contracts.analytics.SoundWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A sensor as partners see it. Counts run since this gateway was started; what is not known yet is null.
 *
 * @param id the sensor's id
 * @param kind camera or microphone
 * @param state live: media arrive; silent: at work, but every chunk is withheld; stale: nothing arrives
 * @param lastSeen when something last arrived
 * @param policy policy in force, {@code id@version}
 * @param methods what the newest statement says was done
 * @param weak whether one of these is known to be reversible
 * @param chunks media chunks that arrived
 * @param missing numbers missing between them
 * @param released chunks that statements say were released
 * @param leftOut share of the pictures that the newest statement says were left out for the load's sake, 0 to 1
 * @param suspects what audits on the edge saw uncovered in released pictures
 * @param withheld chunks that statements say were withheld, by reason
 * @param latency from capture of a chunk's beginning to its arrival here
 * @param framesPerSecond of the newest window, cameras only
 * @param flow newest window, cameras only
 * @param sound newest window, microphones only
 * @param live address of the live stream, cameras only
 */
public record SensorView(
        String id,
        Kind kind,
        SensorState state,
        Instant lastSeen,
        String policy,
        List<String> methods,
        boolean weak,
        long chunks,
        long missing,
        long released,
        double leftOut,
        long suspects,
        Map<String, Long> withheld,
        Latency latency,
        Double framesPerSecond,
        FlowWindow flow,
        SoundWindow sound,
        String live) {

    /**
     * Milliseconds, of about the last minute.
     *
     * @param lastMs the newest chunk's
     * @param p50Ms half of the chunks took no longer
     * @param p99Ms 99 of 100 chunks took no longer
     */
    public record Latency(Long lastMs, Long p50Ms, Long p99Ms) {}
}
