/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/**
 * A single-node KRaft broker from Apache Kafka's own jars: the edge node's broker, and the fog's on one machine. It knows
 * which topics belong where and makes no others.
 */
package io.bauta.broker;
