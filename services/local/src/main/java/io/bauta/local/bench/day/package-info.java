/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** A street heard for hours, faster than it happens: does its sound keep its time, its memory and its silence about who spoke? */
package io.bauta.local.bench.day;
