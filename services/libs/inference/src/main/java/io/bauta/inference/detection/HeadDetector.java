/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.inference.detection;

/** Finds heads, from whichever side they are seen: its {@link #kinds} hold {@link ObjectKind#HEAD}. */
public interface HeadDetector extends Detector {}
