/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** A place in a picture, in pixels from its top left corner. */
public record Point(float x, float y) {}
