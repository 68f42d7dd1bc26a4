/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/**
 * The door itself: which records may leave the edge, in which order, and what is known to have arrived. Plain Java; knows
 * neither Kafka nor Quarkus.
 */
package io.bauta.egress.door;
