/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The chart and the admission policies, judged from what they render, without a cluster. */
package io.bauta.e2e.chart;
