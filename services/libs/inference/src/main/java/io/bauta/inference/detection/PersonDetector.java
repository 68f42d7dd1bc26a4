/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** Finds persons: its {@link #kinds} hold {@link ObjectKind#PERSON}. */
public interface PersonDetector extends Detector {}
