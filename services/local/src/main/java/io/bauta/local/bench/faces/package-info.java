/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** How many faces that a person sees in real clips stay open, beside those that another program finds. */
package io.bauta.local.bench.faces;
