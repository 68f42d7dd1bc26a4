/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts.site;

/** What a sensor delivers. */
public enum SensorKind {
    CAMERA,
    MICROPHONE
}
