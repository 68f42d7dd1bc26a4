/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Loaded networks: one run at a time each, a bounded number of requests for all. */
package io.bauta.modelserver.inference;
