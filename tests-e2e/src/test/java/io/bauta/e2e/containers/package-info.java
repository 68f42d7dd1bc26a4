/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The same promises on brokers that are not ours: Apache Kafka as it is shipped, in containers. */
package io.bauta.e2e.containers;
