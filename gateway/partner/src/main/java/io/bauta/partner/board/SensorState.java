/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a sensor is doing. */
public enum SensorState {
    /** Anonymised media arrive. */
    LIVE,
    /** The sensor is at work, for statements about it arrive, but no media: every chunk is withheld. */
    SILENT,
    /** Nothing arrives. */
    STALE;

    /** As the API spells it: {@code live}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
