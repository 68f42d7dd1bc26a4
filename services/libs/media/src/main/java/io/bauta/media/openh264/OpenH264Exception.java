/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.openh264;

import io.bauta.media.MediaException;

/** What the library would not do, with the number it gives for why (CM_RETURN of {@code codec_app_def.h}). */
public final class OpenH264Exception extends MediaException {
    OpenH264Exception(String what, int code) {
        super("OpenH264 " + what + " (" + code + ")");
    }
}
