/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** A receiver of traces, so that tests see what is told. */
package io.bauta.testing.traces;
