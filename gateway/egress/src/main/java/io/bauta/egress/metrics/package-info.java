/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What the door counts. */
package io.bauta.egress.metrics;
