/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** What is really in the synthetic street, to measure anonymisers and detectors against. */
package io.bauta.local.street.truth;
