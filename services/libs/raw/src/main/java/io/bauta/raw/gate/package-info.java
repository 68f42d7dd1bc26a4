/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The start gate: nothing raw is touched before every way out was tried and found shut. */
package io.bauta.raw.gate;
