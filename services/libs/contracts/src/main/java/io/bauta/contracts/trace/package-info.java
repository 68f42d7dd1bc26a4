/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** By which names the steps of a chunk's way are told to whoever follows it from sensor to partner. */
package io.bauta.contracts.trace;
