/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.ObjectKind;

/**
 * Where in a frame something is, or may be.
 *
 * @param kind of what was found
 * @param box around it, padded already
 */
public record Region(ObjectKind kind, Box box) {}
