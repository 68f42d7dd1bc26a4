/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.demux;

/** What a stream delivers. */
public enum StreamKind {
    VIDEO,
    AUDIO
}
