/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.contracts.policy.RegionPolicy;

/**
 * How things are followed.
 *
 * @param beginScore least score of a detection that begins a track; weaker ones are covered in their frame, and keep tracks
 *     alive
 * @param holdMicros how long a track that is seen no more is covered on
 * @param lookBackMicros how long before its first sight a track is covered already
 */
public record TrackSettings(float beginScore, long holdMicros, long lookBackMicros) {
    /** Half as sure as a detector would have to be to count: a false track only covers a piece of wall. */
    public static final float BEGIN_SCORE = 0.35f;

    /** As a policy says. */
    public static TrackSettings of(RegionPolicy policy) {
        return new TrackSettings(
                BEGIN_SCORE, policy.hold().toNanos() / 1000, policy.lookBack().toNanos() / 1000);
    }
}
