/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.models;

/**
 * A network that finds people, in one of its variants.
 *
 * @param name for people
 * @param sha256 by which it is approved and downloaded
 * @param quality average precision on faces, 0 to 1
 * @param milliseconds of one look at 320 × 192 on the machine it was measured on
 */
public record Detector(String name, String sha256, double quality, double milliseconds) {}
