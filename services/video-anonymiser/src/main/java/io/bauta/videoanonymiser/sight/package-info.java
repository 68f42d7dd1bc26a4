/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Seeing what is to be hidden: pictures brought to a detector's size, and what it finds brought back. */
package io.bauta.videoanonymiser.sight;
