/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.observation;

import java.util.Map;

/**
 * What a run says about one sensor.
 *
 * @param id the sensor
 * @param kind {@code video} or {@code audio}
 * @param received chunks the anonymiser has dealt with, released or withheld
 * @param released chunks it let go
 * @param withheld chunks it held back, by reason
 * @param chunksAtFog chunks that arrived on the fog broker
 * @param gaps numbers missing among these
 * @param duplicates numbers seen more than once among these
 * @param latencyMs capture of a chunk's first frame or sample → arrival on the fog broker
 * @param rawRecords access units or PCM pieces that ingestion delivered
 * @param rawBytes their size
 * @param bytesAtFog size of what arrived on the fog broker
 * @param ended whether the source came to its end
 */
public record SensorFigures(
        String id,
        String kind,
        long received,
        long released,
        Map<String, Long> withheld,
        long chunksAtFog,
        long gaps,
        long duplicates,
        Latency latencyMs,
        long rawRecords,
        long rawBytes,
        long bytesAtFog,
        boolean ended) {

    /**
     * Milliseconds; null if no chunk arrived.
     *
     * @param count of chunks that arrived
     * @param p50 half of the chunks took no longer
     * @param p99 ninety-nine of a hundred took no longer
     * @param max none took longer
     */
    public record Latency(long count, Long p50, Long p99, Long max) {}
}
