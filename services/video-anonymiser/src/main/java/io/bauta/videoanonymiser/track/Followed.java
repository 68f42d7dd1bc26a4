/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.videoanonymiser.track;

import io.bauta.inference.detection.Detection;
import io.bauta.inference.detection.ObjectKind;
import java.util.Optional;

/**
 * A track as it is in the frame that was seen last.
 *
 * @param number the same as long as it is the same track
 * @param box where it is, or should be
 * @param sights in how many frames it was seen so far
 * @param seenAs what was taken for it in this frame; empty where it is only held
 * @param agreement how well that fits where it should have been, 0 to 1: shared over common area, with some room around both
 */
public record Followed(
        int number, ObjectKind kind, Box box, int sights, Optional<Detection> seenAs, double agreement) {}
