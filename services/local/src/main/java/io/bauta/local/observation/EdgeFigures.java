/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

/**
 * What became, on the edge, of one camera's frames.
 *
 * @param latencyMs capture of a chunk's first frame → the chunk's arrival on the edge broker
 * @param withheld chunks that were held back
 * @param delivered frames that ingestion delivered, from the first chunk's beginning to the last one's
 * @param released frames that the chunks in between hold
 */
public record EdgeFigures(SensorFigures.Latency latencyMs, long withheld, long delivered, long released) {

    /** Frames that were delivered and are in no released chunk. */
    public long lost() {
        return Math.max(0, delivered - released);
    }
}
