/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the feed tells about. */
public enum EventKind {
    /** A sensor is seen for the first time, or again after it was stale. */
    SENSOR_APPEARED,
    /** Nothing came of a sensor for a while. */
    SENSOR_STALE,
    /** A chunk was withheld on the edge. */
    CHUNK_WITHHELD,
    /** From now on a sensor's policy uses a method that is known to be reversible. */
    WEAK_METHOD,
    /** From now on the edge leaves pictures of a sensor out, for it is too slow for all of them. */
    PICTURES_LEFT_OUT,
    /** An audit on the edge saw something in a released picture that nothing covers. */
    LEAK_SUSPECTED,
    /** Chunks are missing from a sensor's numbering. */
    GAP,
    /** It was loud. */
    SOUND_PEAK;

    /** As the feed spells it: {@code sensor-appeared}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
