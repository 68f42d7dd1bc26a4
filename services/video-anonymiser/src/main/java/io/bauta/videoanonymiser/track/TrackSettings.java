/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.contracts.policy.RegionPolicy;

/**
 * How things are followed.
 *
 * @param beginScore least score of a detection that begins a track; weaker ones keep tracks alive
 * @param coverScore least score of a detection that is covered in its own frame though it belongs to no track
 * @param holdMicros how long a track that is seen no more is covered on
 * @param lookBackMicros how long before its first sight a track is covered already
 */
public record TrackSettings(float beginScore, float coverScore, long holdMicros, long lookBackMicros) {
    /** A false track covers a piece of wall, a missing one shows a face: less than a detector would need to count. */
    public static final float BEGIN_SCORE = 0.4f;

    /** Several false alarms in ten frames. */
    public static final float COVER_SCORE = 0.32f;

    /** As a policy says. */
    public static TrackSettings of(RegionPolicy policy) {
        return new TrackSettings(
                BEGIN_SCORE,
                COVER_SCORE,
                policy.hold().toNanos() / 1000,
                policy.lookBack().toNanos() / 1000);
    }
}
