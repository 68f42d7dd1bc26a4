/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Carries records from the edge broker through the door: reading, judging, sending on, keeping the position. */
package io.bauta.egress.intake;
