/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The chart and the admission policies on a real Kubernetes API, with nodes that are only played. */
package io.bauta.e2e.cluster;
