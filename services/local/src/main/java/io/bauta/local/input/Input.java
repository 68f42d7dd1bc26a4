/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.local.input;

import io.bauta.contracts.site.SourceLocation;
import java.util.OptionalLong;

/**
 * A source that was opened once and is known to work.
 *
 * @param location file (absolute) or address
 * @param picture whether it has a picture
 * @param sound whether it has sound
 * @param durationMicros length of a file; empty for a live source
 */
public record Input(SourceLocation location, boolean picture, boolean sound, OptionalLong durationMicros) {

    /** Whether it comes to an end by itself. */
    public boolean isFile() {
        return !location.isUrl();
    }
}
