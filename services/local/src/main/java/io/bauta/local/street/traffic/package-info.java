/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** Cars, vans and the tram, with their number plates. */
package io.bauta.local.street.traffic;
