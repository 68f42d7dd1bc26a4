/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.video;

import io.bauta.media.MediaException;

/** Pictures that could not be encoded or packed. */
public final class EncodeException extends MediaException {
    public EncodeException(String message) {
        super(message);
    }
}
