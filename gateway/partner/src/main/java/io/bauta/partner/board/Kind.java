/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.partner.board;

import com.fasterxml.jackson.annotation.JsonValue;
import io.bauta.contracts.Envelope;
import java.util.Locale;

/** What a sensor delivers. */
public enum Kind {
    CAMERA,
    MICROPHONE;

    /** As the API spells it: {@code camera}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of sensor that a record is about; statements tell it by the anonymiser they come from. */
    public static Kind of(Envelope envelope) {
        return switch (envelope.topic()) {
            case ANON_AUDIO, ANALYTICS_SOUND -> MICROPHONE;
            case AUDIT_PROVENANCE -> envelope.source().contains("audio") ? MICROPHONE : CAMERA;
            default -> CAMERA;
        };
    }
}
