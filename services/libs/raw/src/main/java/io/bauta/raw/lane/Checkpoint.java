/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.raw.lane;

import java.util.Objects;
import java.util.Optional;

/**
 * What a lane must know to go on after the result it belongs to, stored in the same transaction as that result.
 *
 * @param restart the first raw record the lane must see again: for video the keyframe that the first frame <em>after</em>
 *     this result is decoded from, for sound the record that holds the next sample. Empty: the lane holds nothing of
 *     any record it has accepted, so that the next one will do
 * @param state the lane's own few words, handed back to {@link LaneFactory#open}; at most 512 characters, never
 *     media; an empty one is handed back as none
 */
public record Checkpoint(Optional<RawPosition> restart, String state) {
    private static final int LONGEST_STATE = 512;

    public Checkpoint {
        Objects.requireNonNull(restart);
        if (state.length() > LONGEST_STATE) {
            throw new IllegalArgumentException("the state of a lane has at most " + LONGEST_STATE + " characters");
        }
    }

    /** Everything accepted so far is dealt with. */
    public static Checkpoint nothingHeld(String state) {
        return new Checkpoint(Optional.empty(), state);
    }

    public static Checkpoint from(RawPosition restart, String state) {
        return new Checkpoint(Optional.of(restart), state);
    }
}
