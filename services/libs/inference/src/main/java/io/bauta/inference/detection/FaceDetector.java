/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** Finds faces, with five points each: its {@link #kinds} hold {@link ObjectKind#FACE}. */
public interface FaceDetector extends Detector {}
