/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Keeps the services running, each in a JVM of its own, and leaves none behind. */
package io.bauta.local.supervision;
