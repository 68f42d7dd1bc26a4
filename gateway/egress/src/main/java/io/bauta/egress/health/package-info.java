/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What probes are told. */
package io.bauta.egress.health;
