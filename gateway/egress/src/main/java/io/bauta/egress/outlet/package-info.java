/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Where records go: to the fog, or into the quarantine on the edge. */
package io.bauta.egress.outlet;
