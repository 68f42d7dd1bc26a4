/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** A chunk's way from sensor to partner, told to an OpenTelemetry receiver. No service that sees raw media uses it. */
package io.bauta.tracing;
