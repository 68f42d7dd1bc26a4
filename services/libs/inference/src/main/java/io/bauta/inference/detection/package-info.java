/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/**
 * What is seen in a picture: detectors behind one small interface, and the decoding that turns what a network says of its
 * cells into boxes in pixels. A detector's style is told by its network's outputs, so that one that a user brings needs
 * a file and a digest only.
 */
package io.bauta.inference.detection;
