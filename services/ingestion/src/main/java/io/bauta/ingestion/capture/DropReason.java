/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.ingestion.capture;

import java.util.Locale;

/** Why something a sensor sent did not become a raw record, or had to be mended; each is a metric label. */
public enum DropReason {
    /** It held no bytes. */
    EMPTY,
    /** It was larger than a broker takes; the epoch ends, the next keyframe begins a new one. */
    OVERSIZED,
    /** Pictures before the first keyframe cannot be decoded. */
    BEFORE_KEYFRAME,
    /** Pictures shown before the keyframe that the epoch began with refer to pictures that nobody has. */
    LEADING,
    /** A keyframe without SPS and PPS, in-band or announced: decoding cannot begin at it. */
    NO_PARAMETER_SETS,
    /** The broker was away for longer than the buffer lasts: the oldest group of pictures had to go. */
    BUFFER_FULL,
    /** The broker refused the record for good. */
    REFUSED,
    /** Ingestion was stopped while the broker was away. */
    NOT_DELIVERED,
    /** The demuxer could not read it or doubts it. */
    CORRUPT,
    /** Sound that no decoder could read. */
    UNDECODABLE_SOUND;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
