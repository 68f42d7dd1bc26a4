/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** Finds number plates: its {@link #kinds} hold {@link ObjectKind#PLATE}. */
public interface PlateDetector extends Detector {}
