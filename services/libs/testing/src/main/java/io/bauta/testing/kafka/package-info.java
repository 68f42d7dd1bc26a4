/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Real Kafka for tests: a KRaft broker in the test's own JVM, and short ways to write to it and read from it. */
package io.bauta.testing.kafka;
