/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The settings of the door, all in one place, and the Kafka clients they make. */
package io.bauta.egress.config;
