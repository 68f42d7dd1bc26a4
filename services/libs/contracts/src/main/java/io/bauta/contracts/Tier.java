/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.contracts;

/** Where in the continuum a record may be stored. */
public enum Tier {
    /** The node the sensor is plugged into, and nowhere else. */
    EDGE,
    /** The edge broker first, then through the egress door to fog and cloud. */
    EDGE_TO_FOG,
    /** Made in fog or cloud from anonymised input. */
    FOG
}
